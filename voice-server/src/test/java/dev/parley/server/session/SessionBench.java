package dev.parley.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.asr.ScriptedRecognizer;
import dev.parley.audio.turn.ScriptedEndOfTurnModel;
import dev.parley.audio.vad.EnergyVad;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.server.config.ServerConfig;
import dev.parley.server.llm.EndOfThought;
import dev.parley.server.llm.Generation;
import dev.parley.server.llm.LlmClient;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.TokenSink;
import dev.parley.server.tool.ServerTools;
import dev.parley.server.turn.TurnDetection;
import dev.parley.server.wire.SettingsReader;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.pronunciation.PronunciationLexicon;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Everything that sessions of one test share.
public record SessionBench(
    SessionRegistry registry,
    SettingsReader settings,
    SessionClock clock,
    SessionResources resources,
    ScriptedRecognizer recognizer) {
  /// Sessions over fakes; the clock stands still, and silence ends turns.
  public static SessionBench of(
      ScriptedRecognizer recognizer, LlmClient model, SpeechSynthesizer voice) {
    return of(recognizer, model, voice, TurnDetection.SILENCE, unheard());
  }

  /// Models that nobody asks, where silence ends turns.
  static EndOfTurnModels unheard() {
    return new EndOfTurnModels(new ScriptedEndOfTurnModel(0.9f), EndOfThought.UNKNOWN);
  }

  /// Sessions over fakes; the clock stands still.
  static SessionBench of(
      ScriptedRecognizer recognizer,
      LlmClient model,
      SpeechSynthesizer voice,
      TurnDetection detection,
      EndOfTurnModels endOfTurn) {
    return of(recognizer, model, voice, ServerTools.NONE, detection, endOfTurn);
  }

  /// Sessions over fakes, with tools of the server; the clock stands still.
  static SessionBench of(
      ScriptedRecognizer recognizer,
      LlmClient model,
      SpeechSynthesizer voice,
      ServerTools tools,
      TurnDetection detection,
      EndOfTurnModels endOfTurn) {
    return of(recognizer, model, voice, tools, detection, endOfTurn, new VirtualClock());
  }

  /// Sessions over fakes in real time; silence ends turns.
  public static SessionBench live(
      ScriptedRecognizer recognizer, LlmClient model, SpeechSynthesizer voice, SystemClock clock) {
    return of(
        recognizer,
        model,
        voice,
        ServerTools.NONE,
        TurnDetection.SILENCE,
        new EndOfTurnModels(new ScriptedEndOfTurnModel(0.9f), EndOfThought.UNKNOWN),
        clock);
  }

  private static SessionBench of(
      ScriptedRecognizer recognizer,
      LlmClient model,
      SpeechSynthesizer voice,
      ServerTools tools,
      TurnDetection detection,
      EndOfTurnModels endOfTurn,
      SessionClock clock) {
    SettingsReader settings =
        new SettingsReader(
            new ServerConfig.ConversationDefaults(
                voice.voices().getFirst().name(),
                null,
                detection,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null),
            voice,
            recognizer.languages(),
            Set.of("default"),
            PronunciationLexicon.EMPTY);
    AnswerSource answers =
        new AnswerSource() {
          @Override
          public Generation generate(
              String route, Prompt prompt, TokenSink sink, ProviderListener listener) {
            listener.providerChosen("", model.provider(), "");
            return model.generate(prompt, sink);
          }

          @Override
          public boolean callsTools(String route) {
            return model.callsTools();
          }
        };
    SessionResources resources =
        new SessionResources(
            recognizer,
            new EnergyVad(),
            endOfTurn,
            new Replies(answers, voice, tools, 100),
            settings,
            clock,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60));
    return new SessionBench(
        new SessionRegistry(resources, 4), settings, clock, resources, recognizer);
  }

  /// The same with other sessions, which wait so long for their clients.
  public SessionBench withResumeWindow(Duration window) {
    SessionResources other =
        new SessionResources(
            resources.recognizer(),
            resources.voiceActivity(),
            resources.endOfTurn(),
            resources.replies(),
            resources.settings(),
            resources.clock(),
            resources.idle(),
            window);
    return new SessionBench(new SessionRegistry(other, 4), settings, clock, other, recognizer);
  }

  TestCall call() {
    return call(SessionConfig.getDefaultInstance());
  }

  TestCall call(SessionConfig config) {
    return new TestCall(registry, settings.read(config), time(), config.getResumable());
  }

  /// A call whose session outlives it.
  TestCall resumableCall() {
    return call(SessionConfig.newBuilder().setResumable(true).build());
  }

  VirtualClock time() {
    return (VirtualClock) clock;
  }

  /// Lets time pass.
  public void advance(Duration duration) {
    time().advance(duration);
  }

  /// Waits until no session is left.
  public void awaitEmpty() {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (registry.size() > 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(registry.size()).isZero();
  }
}
