package dev.parley.server.session;

import dev.parley.server.llm.Generation;
import dev.parley.server.llm.LlmException;
import dev.parley.server.llm.TokenSink;
import dev.parley.server.llm.TokenUsage;
import dev.parley.server.llm.ToolCall;
import dev.parley.server.wire.ErrorReason;
import dev.parley.server.wire.RefusedException;
import dev.parley.tts.Markup;
import dev.parley.tts.MarkupException;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.SynthesisStream;
import dev.parley.tts.SynthesizedAudio;
import dev.parley.tts.Voice;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One answer on its way from the language model through the voice into the session's mailbox.
///
/// Two bounded queues hold it back: text that waits for the voice, and pieces of audio that wait to
/// be sent. The language model is slowed down by the first, the voice by the second. Everything
/// that happens is put into the mailbox under the reply's number.
final class Reply {
  private static final int MAX_WAITING_TOKENS = 512;
  private static final int MAX_WAITING_PIECES = 3;

  private final int number;
  private final Mailbox mailbox;
  private final SynthesisStream speech;
  private final Markup markup;
  private final BlockingQueue<Script> text = new ArrayBlockingQueue<>(MAX_WAITING_TOKENS);
  private final Semaphore room = new Semaphore(MAX_WAITING_PIECES);
  private final Thread speaker;

  /// What the voice is given.
  private sealed interface Script {
    /// Something to say.
    record Words(String text) implements Script {}

    /// What came before is said without waiting for more.
    record Boundary() implements Script {}

    /// Nothing follows.
    record End() implements Script {}
  }

  private volatile boolean cancelled;
  private @Nullable Function<TokenSink, Generation> model;
  private @Nullable Generation generation;

  private Reply(
      int number,
      Mailbox mailbox,
      SpeechSynthesizer synthesizer,
      Voice voice,
      SynthesisSettings settings) {
    this.number = number;
    this.mailbox = mailbox;
    this.markup = settings.markup();
    this.speech = synthesizer.open(voice, settings, this::spoken);
    this.speaker = Thread.ofVirtual().name("reply-" + number).unstarted(this::speak);
  }

  /// Starts an answer of a language model.
  ///
  /// @param model starts the generation into the sink that it gets; again whenever tools have
  ///     answered
  static Reply answer(
      int number,
      Mailbox mailbox,
      SpeechSynthesizer synthesizer,
      Voice voice,
      SynthesisSettings settings,
      Function<TokenSink, Generation> model) {
    Reply reply = new Reply(number, mailbox, synthesizer, voice, settings);
    reply.model = model;
    reply.speaker.start();
    reply.goOn();
    return reply;
  }

  /// Starts a reply of a given text.
  static Reply say(
      int number,
      Mailbox mailbox,
      SpeechSynthesizer synthesizer,
      Voice voice,
      SynthesisSettings settings,
      String text) {
    Reply reply = new Reply(number, mailbox, synthesizer, voice, settings);
    reply.text.add(new Script.Words(text));
    reply.text.add(new Script.End());
    reply.speaker.start();
    return reply;
  }

  /// Asks the language model for more; what it asked tools for is known now.
  void goOn() {
    if (model == null) {
      throw new IllegalStateException("A given text does not go on.");
    }
    generation = model.apply(new Writer());
  }

  int number() {
    return number;
  }

  /// What its text holds besides words.
  Markup markup() {
    return markup;
  }

  /// A piece of audio has been sent, so another may be spoken.
  void pieceSent() {
    room.release();
  }

  /// Says something while the language model writes nothing. Never waits.
  ///
  /// @return false if so much waits to be spoken that there is no room, and no need
  boolean fill(String words) {
    if (text.remainingCapacity() < 2) {
      return false;
    }
    return text.offer(new Script.Words(words)) && text.offer(new Script.Boundary());
  }

  /// No more text comes; what came is spoken. For a language model that broke off.
  void endText() {
    enqueue(new Script.End());
  }

  /// Stops everything. Idempotent, never blocks.
  void cancel() {
    cancelled = true;
    if (generation != null) {
      generation.cancel();
    }
    speech.cancel();
    speaker.interrupt();
    text.clear();
    room.release(MAX_WAITING_PIECES);
  }

  private void speak() {
    try {
      while (speak(text.take())) {}
      speech.finish();
      put(new SessionInput.SpeakingFinished(number));
    } catch (InterruptedException e) {
      // Cancelled: nobody waits for an end.
    } catch (MarkupException e) {
      put(
          new SessionInput.TextRefused(
              number,
              new RefusedException(
                  ErrorReason.INVALID_MARKUP, "say.text", String.valueOf(e.getMessage()))));
    } catch (RuntimeException e) {
      if (!cancelled) {
        put(new SessionInput.SpeakingFailed(number, e));
      }
    }
  }

  /// Whether more follows.
  private boolean speak(Script next) {
    return switch (next) {
      case Script.Words(String words) -> {
        speech.write(words);
        yield true;
      }
      case Script.Boundary() -> {
        speech.flush();
        yield true;
      }
      case Script.End() -> false;
    };
  }

  private void spoken(SynthesizedAudio piece) {
    try {
      room.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    put(new SessionInput.Spoken(number, piece));
  }

  private void enqueue(Script piece) {
    try {
      if (!cancelled) {
        text.put(piece);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void put(SessionInput letter) {
    try {
      if (!cancelled) {
        mailbox.put(letter);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Writer implements TokenSink {
    private List<ToolCall> calls = List.of();
    private boolean needsBlank;

    @Override
    public void token(String token) {
      if (token.isEmpty()) {
        return;
      }
      needsBlank = !Character.isWhitespace(token.charAt(token.length() - 1));
      put(new SessionInput.Written(number, token));
      enqueue(new Script.Words(token));
    }

    @Override
    public void toolCalls(List<ToolCall> wanted) {
      calls = List.copyOf(wanted);
    }

    /// What was written before tools are called is spoken while they run.
    @Override
    public void finished(TokenUsage usage) {
      if (!calls.isEmpty()) {
        if (needsBlank) {
          token(" ");
        }
        enqueue(new Script.Boundary());
        put(new SessionInput.ToolsWanted(number, calls));
        return;
      }
      put(new SessionInput.WritingFinished(number, usage));
      enqueue(new Script.End());
    }

    @Override
    public void failed(LlmException failure) {
      put(new SessionInput.WritingFailed(number, failure));
    }
  }
}
