package dev.parley.server.session;

import dev.parley.server.conversation.SessionCommand;
import dev.parley.server.llm.Prompt;
import dev.parley.server.session.AnswerSource.ProviderListener;
import dev.parley.server.tool.ServerTools;
import dev.parley.server.tool.ToolSet;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.SynthesisSettings;
import org.jspecify.annotations.Nullable;

/// Starts replies: wires a language model to the voice and the voice to a session.
public final class Replies {
  private final AnswerSource models;
  private final SpeechSynthesizer synthesizer;
  private final ServerTools tools;
  private final int maxTokens;

  /// @param tools of the server
  /// @param maxTokens length limit of an answer
  public Replies(
      AnswerSource models, SpeechSynthesizer synthesizer, ServerTools tools, int maxTokens) {
    this.models = models;
    this.synthesizer = synthesizer;
    this.tools = tools;
    this.maxTokens = maxTokens;
  }

  /// Loads what the session's voice needs, unless it is loaded, which may take seconds.
  void prepare(SessionSettings settings) {
    synthesizer.prepare(settings.voice());
  }

  /// Whether the session's language model can call tools.
  boolean callsTools(SessionSettings settings) {
    return models.callsTools(settings.route());
  }

  /// What a language model is asked for an answer to the conversation so far.
  AnswerRequest request(
      SessionCommand.StartReply start, SessionSettings settings, Mailbox mailbox) {
    ProviderListener listener =
        (from, to, cause) ->
            mailbox.offer(new SessionInput.ProviderChosen(start.reply(), from, to, cause));
    return new AnswerRequest(
        new Prompt(settings.systemPrompt(), start.history(), maxTokens),
        ToolSet.of(settings.tools().own(), settings.tools().server(), tools.available()),
        (prompt, sink) -> models.generate(settings.route(), prompt, sink, listener));
  }

  /// Starts an answer. What a model writes is plain text, whatever it looks like.
  SpokenReply answer(
      SessionCommand.StartReply start,
      AnswerRequest request,
      SessionSettings settings,
      Mailbox mailbox,
      ServerMessages messages,
      TurnTimeline timeline,
      Loudspeaker loudspeaker,
      long now) {
    Reply reply =
        Reply.answer(
            start.reply(), mailbox, synthesizer, settings.voice(), spoken(settings), request::ask);
    SpokenReply spoken = spoken(reply, settings, messages, timeline, loudspeaker, now);
    if (start.held()) {
      spoken.gate().hold();
    }
    return spoken;
  }

  /// Starts a reply of a given text.
  SpokenReply say(
      SessionCommand.SpeakText say,
      SessionSettings settings,
      Mailbox mailbox,
      ServerMessages messages,
      Loudspeaker loudspeaker,
      long now) {
    Reply reply =
        Reply.say(
            say.reply(),
            mailbox,
            synthesizer,
            settings.voice(),
            spoken(settings).withMarkup(say.markup()),
            say.text());
    SpokenReply spoken = spoken(reply, settings, messages, null, loudspeaker, now);
    spoken.written(WrittenWords.of(say.text(), say.markup()), now);
    spoken.writingFinished();
    return spoken;
  }

  private static SynthesisSettings spoken(SessionSettings settings) {
    return SynthesisSettings.DEFAULT
        .withSpeed(settings.speed())
        .withLexicon(settings.lexicon().all());
  }

  private static SpokenReply spoken(
      Reply reply,
      SessionSettings settings,
      ServerMessages messages,
      @Nullable TurnTimeline timeline,
      Loudspeaker loudspeaker,
      long now) {
    PlaybackGate gate = new PlaybackGate(settings.voice().format(), reply.markup(), now);
    return new SpokenReply(reply, gate, settings.output(), messages, timeline, loudspeaker);
  }
}
