package dev.parley.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import dev.parley.asr.ScriptedRecognizer;
import dev.parley.asr.ScriptedRecognizer.Script;
import dev.parley.audio.turn.ScriptedEndOfTurnModel;
import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.CommitTurn;
import dev.parley.proto.v1.ConfigUpdate;
import dev.parley.proto.v1.EndOfAudio;
import dev.parley.proto.v1.Interruption;
import dev.parley.proto.v1.LexiconEntry;
import dev.parley.proto.v1.Markup;
import dev.parley.proto.v1.PlaybackProgress;
import dev.parley.proto.v1.Say;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.SessionState;
import dev.parley.proto.v1.SpokenMark;
import dev.parley.proto.v1.TextInput;
import dev.parley.proto.v1.TurnMetrics;
import dev.parley.proto.v1.TurnSettings;
import dev.parley.server.llm.LlmException;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.ScriptedLlmClient;
import dev.parley.server.turn.TurnDetection;
import dev.parley.server.wire.ErrorReason;
import dev.parley.tts.ToneSynthesizer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class VoiceSessionTest {
  private static final String ANSWER =
      "It is noon in London, one in Paris and two in Athens. Do you want to hear more? "
          + "I can go on for quite a while.";

  @Test
  void aSpokenTurnIsTranscribedAnsweredAndMeasured() {
    SessionBench bench =
        bench(ScriptedLlmClient.saying("It is noon."), Script.of("What time is it?"));
    TestCall call = bench.call();
    assertThat(call.await("ready", ServerMessage::hasReady).getReady().getEffectiveConfig())
        .satisfies(
            config -> {
              assertThat(config.getVoice()).isEqualTo("tone");
              assertThat(config.getInput().getSampleRate()).isEqualTo(16_000);
              assertThat(config.getTurn().getSilenceMs()).isEqualTo(600);
            });
    call.beSilent(Duration.ofMillis(500));
    call.speak(Duration.ofSeconds(1));
    call.beSilent(Duration.ofSeconds(1));
    TurnMetrics metrics = call.await("metrics", ServerMessage::hasTurnMetrics).getTurnMetrics();
    call.awaitState(SessionState.LISTENING);

    assertThat(texts(call)).isEqualTo("It is noon.");
    assertThat(finals(call)).containsExactly("What time is it?");
    assertThat(audioBytes(call)).isEqualTo(2 * ToneSynthesizer.samplesOf("It is noon."));
    assertThat(metrics.getEndOfTurnMs()).isBetween(550, 700);
    assertThat(metrics.getFirstAudioMs()).isGreaterThanOrEqualTo(metrics.getEndOfTurnMs());
    assertThat(metrics.getModel()).isEqualTo("scripted");
    assertThat(metrics.getSpeechMs()).isBetween(900, 1_100);
    assertThat(call.received())
        .extracting(ServerMessage::getSeq)
        .isEqualTo(LongStream.range(0, call.received().size()).boxed().toList());
    assertThat(call.received().getLast().getTurnId()).isEqualTo(1);
  }

  @Test
  void aReplyIsPreparedInThePauseAndHeardWhenTheTurnHasEnded() {
    ScriptedLlmClient model = ScriptedLlmClient.saying("It is noon.");
    SessionBench bench =
        semanticBench(
            model,
            0.9f,
            0.9,
            Script.of("What time is it?").withPartial(10_500, "", "What time is it?"));
    TestCall call = bench.call();
    call.speak(Duration.ofMillis(600));
    call.beSilent(Duration.ofMillis(400));
    ServerMessage prediction =
        call.await("a prediction", message -> message.getEndOfTurn().hasWordsProbability());
    assertThat(prediction.getEndOfTurn().getProbability())
        .isGreaterThan(prediction.getEndOfTurn().getThreshold());
    call.beSilent(Duration.ofMillis(100));
    call.await("metrics", ServerMessage::hasTurnMetrics);
    assertThat(model.prompts()).hasSize(1);
    assertThat(texts(call)).isEqualTo("It is noon.");
    assertThat(call.received())
        .filteredOn(message -> message.hasReplyText() || message.hasAudio())
        .allMatch(message -> message.getTurnId() == 1);
  }

  @Test
  void aPreparedReplyIsNotHeardWhenThePersonGoesOn() {
    ScriptedLlmClient model = ScriptedLlmClient.saying("It is noon.");
    SessionBench bench =
        semanticBench(
            model,
            0.7f,
            0.001,
            Script.of("What time is it in Rome?")
                .withPartial(10_500, "", "What time is it?")
                .withPartial(25_000, "", "What time is it in Rome?"));
    TestCall call = bench.call();
    call.speak(Duration.ofMillis(600));
    call.beSilent(Duration.ofMillis(300));
    call.await("a prediction", message -> message.getEndOfTurn().hasWordsProbability());
    call.speak(Duration.ofMillis(600));
    call.beSilent(Duration.ofSeconds(3));
    call.await("metrics", ServerMessage::hasTurnMetrics);
    assertThat(model.prompts().getLast().messages())
        .containsExactly(new Message.User("What time is it in Rome?"));
    assertThat(texts(call)).isEqualTo("It is noon.");
    assertThat(states(call)).doesNotContain(SessionState.PAUSED);
  }

  @Test
  void theRecogniserIsToldOfPausesBeforeTheTurnEnds() {
    SessionBench bench = bench(ScriptedLlmClient.saying("Yes."), Script.of("One two."));
    TestCall call = bench.call();
    call.speak(Duration.ofMillis(600));
    call.beSilent(Duration.ofMillis(60));
    assertThat(bench.recognizer().pauses()).isZero();
    call.beSilent(Duration.ofMillis(140));
    assertThat(bench.recognizer().pauses()).isEqualTo(1);
    assertThat(finals(call)).isEmpty();
    call.speak(Duration.ofMillis(600));
    assertThat(bench.recognizer().pauses()).isZero();
    call.beSilent(Duration.ofSeconds(1));
    assertThat(bench.recognizer().pauses()).isEqualTo(1);
  }

  @Test
  void speechOverAReplyStopsItAndTheHistoryHoldsWhatWasHeard() {
    ScriptedLlmClient model = ScriptedLlmClient.saying(ANSWER);
    SessionBench bench =
        bench(model, Script.of("No wait.").withPartial(3_200, "", "no wait"), Script.of("unused"));
    TestCall call = bench.call();
    call.send(typed("What time is it?"));
    call.awaitState(SessionState.SPEAKING);
    call.await(
        "two heard words",
        message ->
            message.hasSpeechProgress()
                && message.getSpeechProgress().getHeardText().equals("It is noon"));
    call.speak(Duration.ofMillis(600));
    Interruption interruption =
        call.await("interruption", ServerMessage::hasInterruption).getInterruption();
    assertThat(interruption.getKind()).isEqualTo(Interruption.Kind.CONFIRMED);
    int audioAtInterruption = audioBytes(call);
    call.beSilent(Duration.ofSeconds(1));
    call.await("second reply", message -> message.getReplyText().getReplyId().equals("reply-2"));

    assertThat(audioBytes(call, "reply-1")).isEqualTo(audioAtInterruption);
    assertThat(states(call)).containsSubsequence(SessionState.SPEAKING, SessionState.PAUSED);
    List<Message> history = model.prompts().getLast().messages();
    assertThat(history.get(0)).isEqualTo(new Message.User("What time is it?"));
    assertThat(history.get(1))
        .isInstanceOfSatisfying(
            Message.Assistant.class,
            heard -> {
              assertThat(heard.interrupted()).isTrue();
              assertThat(ANSWER).startsWith(heard.text());
              assertThat(heard.text()).startsWith("It is noon").hasSizeLessThan(50);
            });
    assertThat(history.get(2)).isEqualTo(new Message.User("No wait."));
  }

  @Test
  void aNoiseOverAReplyOnlyPausesIt() {
    SessionBench bench = bench(ScriptedLlmClient.saying(ANSWER), Script.of(""));
    TestCall call = bench.call();
    call.send(typed("What time is it?"));
    call.awaitState(SessionState.SPEAKING);
    call.speak(Duration.ofMillis(300));
    call.awaitState(SessionState.PAUSED);
    call.beSilent(Duration.ofSeconds(1));
    assertThat(
            call.await("false alarm", ServerMessage::hasInterruption).getInterruption().getKind())
        .isEqualTo(Interruption.Kind.FALSE_ALARM);
    call.await("last audio", message -> message.hasAudio() && message.getAudio().getLast());
    call.awaitState(SessionState.LISTENING);
    assertSpoken(audioBytes(call), ANSWER);
  }

  @Test
  void theClientsPlaybackDecidesWhatWasHeard() {
    ScriptedLlmClient model = ScriptedLlmClient.saying(ANSWER);
    SessionBench bench = bench(model);
    TestCall call = bench.call();
    call.send(typed("What time is it?"));
    call.awaitState(SessionState.SPEAKING);
    call.await(
        "some audio", message -> message.hasAudio() && message.getAudio().getPtsMs() > 1_000);
    call.send(
        ClientMessage.newBuilder()
            .setPlayback(PlaybackProgress.newBuilder().setReplyId("reply-1").setPlayedMs(160)));
    call.send(typed("Stop."));
    call.await("second reply", message -> message.getReplyText().getReplyId().equals("reply-2"));
    assertThat(model.prompts().getLast().messages())
        .contains(new Message.Assistant("It", true), new Message.User("Stop."));
  }

  @Test
  void aModelThatFailsLeavesTheSessionOpen() {
    LlmException failure = new LlmException(LlmException.Kind.TRANSIENT, "The model is away.");
    ScriptedLlmClient model =
        new ScriptedLlmClient(
            "moody",
            prompt ->
                prompt.messages().size() == 1
                    ? ScriptedLlmClient.Script.failing(failure)
                    : ScriptedLlmClient.Script.of("Here I am."));
    TestCall call = bench(model).call();
    call.send(typed("Hello?"));
    ServerMessage error = call.await("error", ServerMessage::hasError);
    assertThat(error.getError().getCode()).isEqualTo(ErrorReason.MODEL_FAILED.name());
    assertThat(error.getError().getFatal()).isFalse();
    call.awaitState(SessionState.LISTENING);
    call.send(say("Are you there?"));
    call.await("last audio", message -> message.hasAudio() && message.getAudio().getLast());
  }

  @Test
  void aTextToSayMayBeSsmlAndTheHistoryKeepsItsWords() {
    ScriptedLlmClient model = ScriptedLlmClient.saying("Fine.");
    SessionBench bench = SessionBench.of(new ScriptedRecognizer(), model, ToneSynthesizer.duet());
    TestCall call = bench.call();
    call.send(typed("Hello?"));
    call.await("the end of the answer", message -> message.getAudio().getLast());
    call.awaitState(SessionState.LISTENING);
    call.send(
        say(
            "<speak>Hello <mark name='m'/><emphasis>dear</emphasis> &amp; kind"
                + "<break time='1s'/> friend.<mark name='end'/></speak>",
            Markup.SSML));
    call.await("the end of the audio", message -> message.getAudio().getLast());
    call.awaitState(SessionState.LISTENING);

    assertThat(texts(call)).isEqualTo("Fine.Hello dear & kind friend.");
    assertThat(call.received())
        .flatExtracting(message -> message.getAudio().getMarksList())
        .extracting(SpokenMark::getName)
        .containsExactly("m", "end");
    assertThat(call.received())
        .filteredOn(ServerMessage::hasSpeechProgress)
        .last()
        .satisfies(
            message ->
                assertThat(message.getSpeechProgress().getHeardText())
                    .isEqualTo("Hello dear & kind friend."));
    call.send(typed("How are you?"));
    call.await("answer", message -> message.getReplyText().getReplyId().equals("reply-3"));
    assertThat(model.prompts().getLast().messages())
        .contains(new Message.Assistant("Hello dear & kind friend.", false));
  }

  @Test
  void brokenMarkupEndsItsReplyOnly() {
    SessionBench bench = bench(ScriptedLlmClient.saying("Yes."));
    TestCall call = bench.call();
    call.send(say("<speak>Hello", Markup.SSML));
    assertThat(call.await("error", ServerMessage::hasError).getError())
        .satisfies(
            error -> {
              assertThat(error.getCode()).isEqualTo(ErrorReason.INVALID_MARKUP.name());
              assertThat(error.getField()).isEqualTo("say.text");
              assertThat(error.getFatal()).isFalse();
            });
    call.awaitState(SessionState.LISTENING);
    call.send(say("Still here."));
    call.await("audio", ServerMessage::hasAudio);
  }

  @Test
  void whatAModelWritesIsPlainTextAndTheLexiconIsSaid() {
    ToneSynthesizer voice = ToneSynthesizer.duet();
    SessionBench bench =
        SessionBench.of(
            new ScriptedRecognizer(),
            ScriptedLlmClient.saying("See the [docs](/a/) of Niamh."),
            voice);
    TestCall call =
        bench.call(
            SessionConfig.newBuilder()
                .addLexicon(LexiconEntry.newBuilder().setWord("Niamh").setPhonemes("niːv"))
                .build());
    call.send(typed("Where?"));
    call.await("the end of the audio", message -> message.getAudio().getLast());
    call.awaitState(SessionState.LISTENING);

    assertThat(voice.passages()).hasSize(1);
    assertThat(voice.passages().getFirst().replacements()).hasSize(1);
    call.send(
        update(
            SessionConfig.newBuilder()
                .addLexicon(LexiconEntry.newBuilder().setWord("Hütte").setPhonemes("hʏtə")),
            "lexicon"));
    assertThat(call.await("error", ServerMessage::hasError).getError().getField())
        .isEqualTo("lexicon[0]");
    call.send(update(SessionConfig.newBuilder(), "lexicon"));
    assertThat(
            call.await("new settings", ServerMessage::hasConfigApplied)
                .getConfigApplied()
                .getEffectiveConfig()
                .getLexiconList())
        .isEmpty();
  }

  @Test
  void endOfAudioLetsTheReplyFinish() {
    SessionBench bench = bench(ScriptedLlmClient.saying("Goodbye."), Script.of("Bye."));
    TestCall call = bench.call();
    call.speak(Duration.ofMillis(600));
    call.send(ClientMessage.newBuilder().setEndOfAudio(EndOfAudio.getDefaultInstance()));
    call.awaitEnd(bench.registry());
    assertThat(call.isCompleted()).isTrue();
    assertThat(texts(call)).isEqualTo("Goodbye.");
    assertThat(audioBytes(call)).isEqualTo(2 * ToneSynthesizer.samplesOf("Goodbye."));
  }

  @Test
  void aClientThatVanishesLeavesNothingBehind() {
    ScriptedLlmClient model = ScriptedLlmClient.saying(ANSWER);
    model.hold();
    SessionBench bench = bench(model);
    TestCall call = bench.call();
    call.send(typed("Hello?"));
    call.awaitState(SessionState.THINKING);
    call.session().lose(call);
    call.awaitEnd(bench.registry());
    assertThat(model.running()).isZero();
  }

  @Test
  void settingsCanBeChangedAndMistakesAreNamed() {
    TestCall call = bench(ScriptedLlmClient.saying("Yes.")).call();
    call.send(
        update(
            SessionConfig.newBuilder().setTurn(TurnSettings.newBuilder().setSilenceMs(900)),
            "turn.silence_ms"));
    ServerMessage applied = call.await("applied", ServerMessage::hasConfigApplied);
    assertThat(applied.getConfigApplied().getEffectiveConfig().getTurn().getSilenceMs())
        .isEqualTo(900);
    assertThat(applied.getConfigApplied().getEffectiveConfig().getTurn().getPreRollMs())
        .isEqualTo(400);
    call.send(update(SessionConfig.newBuilder().setVoice("nobody"), "voice"));
    assertThat(call.await("error", ServerMessage::hasError).getError())
        .satisfies(
            error -> {
              assertThat(error.getCode()).isEqualTo("UNKNOWN_VOICE");
              assertThat(error.getField()).isEqualTo("voice");
              assertThat(error.getFatal()).isFalse();
            });
    call.send(update(SessionConfig.getDefaultInstance().toBuilder(), "input"));
    assertThat(call.await("error", ServerMessage::hasError).getError().getCode())
        .isEqualTo("INVALID_SETTING");
  }

  @Test
  void aSecondConfigurationEndsTheSession() {
    ends(
        ClientMessage.newBuilder().setConfig(SessionConfig.getDefaultInstance()),
        ErrorReason.CONFIG_REPEATED);
  }

  @Test
  void anOversizedChunkEndsTheSession() {
    ends(
        ClientMessage.newBuilder()
            .setAudio(AudioChunk.newBuilder().setAudio(ByteString.copyFrom(new byte[1 << 20]))),
        ErrorReason.CHUNK_TOO_LARGE);
  }

  @Test
  void anEmptyMessageEndsTheSession() {
    ends(ClientMessage.newBuilder(), ErrorReason.INVALID_MESSAGE);
  }

  @Test
  void anIdleClientIsLetGo() {
    SessionBench bench = bench(ScriptedLlmClient.saying("Yes."));
    TestCall call = bench.call();
    bench.time().advance(Duration.ofSeconds(31));
    call.awaitEnd(bench.registry());
    assertThat(call.refusal())
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(ErrorReason.SESSION_IDLE));
  }

  @Test
  void aTurnEndsWhenTheClientStopsSending() {
    SessionBench bench = bench(ScriptedLlmClient.saying("Yes."), Script.of("Hello?"));
    TestCall call = bench.call();
    call.speak(Duration.ofSeconds(1));
    call.await("answer", ServerMessage::hasReplyText);
    assertThat(finals(call)).containsExactly("Hello?");
  }

  @Test
  void pushToTalkWaitsForTheCommit() {
    SessionBench bench = bench(ScriptedLlmClient.saying("Yes."), Script.of("Hello?"));
    TestCall call =
        bench.call(
            SessionConfig.newBuilder()
                .setTurn(TurnSettings.newBuilder().setAutomatic(false))
                .build());
    call.speak(Duration.ofSeconds(1));
    call.beSilent(Duration.ofSeconds(3));
    assertThat(finals(call)).isEmpty();
    call.send(ClientMessage.newBuilder().setCommitTurn(CommitTurn.getDefaultInstance()));
    call.await("answer", ServerMessage::hasReplyText);
    assertThat(finals(call)).containsExactly("Hello?");
  }

  @Test
  void twoSessionsDoNotDisturbEachOther() {
    ScriptedLlmClient model =
        new ScriptedLlmClient(
            "echo", prompt -> ScriptedLlmClient.Script.of(prompt.messages().getLast().text()));
    SessionBench bench = bench(model);
    TestCall one = bench.call();
    TestCall two = bench.call();
    one.send(typed("First question, asked by one."));
    two.send(typed("Second question, asked by two."));
    one.await("last audio", message -> message.getAudio().getLast());
    two.await("last audio", message -> message.getAudio().getLast());
    assertThat(texts(one)).isEqualTo("First question, asked by one.");
    assertThat(texts(two)).isEqualTo("Second question, asked by two.");
    assertSpoken(audioBytes(one), texts(one));
    assertSpoken(audioBytes(two), texts(two));
  }

  private static void ends(ClientMessage.Builder message, ErrorReason reason) {
    SessionBench bench = bench(ScriptedLlmClient.saying("Yes."));
    TestCall call = bench.call();
    call.send(message);
    call.awaitEnd(bench.registry());
    assertThat(call.refusal()).satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    assertThat(call.received().getLast().getError())
        .satisfies(
            error -> {
              assertThat(error.getCode()).isEqualTo(reason.name());
              assertThat(error.getFatal()).isTrue();
            });
  }

  /// Sessions whose turns end by sound and words.
  private static SessionBench semanticBench(
      ScriptedLlmClient model, float sound, double words, Script... scripts) {
    return SessionBench.of(
        new ScriptedRecognizer(scripts),
        model,
        ToneSynthesizer.immediate(),
        TurnDetection.SEMANTIC,
        new EndOfTurnModels(new ScriptedEndOfTurnModel(sound), _ -> OptionalDouble.of(words)));
  }

  private static SessionBench bench(ScriptedLlmClient model, Script... scripts) {
    return SessionBench.of(new ScriptedRecognizer(scripts), model, ToneSynthesizer.immediate());
  }

  private static ClientMessage.Builder typed(String text) {
    return ClientMessage.newBuilder().setText(TextInput.newBuilder().setText(text));
  }

  private static ClientMessage.Builder say(String text) {
    return ClientMessage.newBuilder().setSay(Say.newBuilder().setText(text));
  }

  private static ClientMessage.Builder say(String text, Markup markup) {
    return ClientMessage.newBuilder().setSay(Say.newBuilder().setText(text).setMarkup(markup));
  }

  private static ClientMessage.Builder update(SessionConfig.Builder config, String path) {
    return ClientMessage.newBuilder()
        .setConfigUpdate(
            ConfigUpdate.newBuilder()
                .setConfig(config)
                .setMask(FieldMask.newBuilder().addPaths(path)));
  }

  /// The blanks between chunks are not spoken, so the length is a little short of the text's.
  private static void assertSpoken(int bytes, String text) {
    assertThat(bytes).isCloseTo(2 * ToneSynthesizer.samplesOf(text), Percentage.withPercentage(8));
  }

  private static String texts(TestCall call) {
    return call.received().stream()
        .map(message -> message.getReplyText().getDelta())
        .collect(Collectors.joining());
  }

  private static List<String> finals(TestCall call) {
    return call.received().stream()
        .filter(message -> message.getTranscript().getIsFinal())
        .map(message -> message.getTranscript().getCommittedText())
        .toList();
  }

  private static List<SessionState> states(TestCall call) {
    return call.received().stream()
        .filter(ServerMessage::hasStateChanged)
        .map(message -> message.getStateChanged().getNewState())
        .toList();
  }

  private static int audioBytes(TestCall call) {
    return call.received().stream().mapToInt(message -> message.getAudio().getAudio().size()).sum();
  }

  private static int audioBytes(TestCall call, String reply) {
    return call.received().stream()
        .filter(message -> message.getAudio().getReplyId().equals(reply))
        .mapToInt(message -> message.getAudio().getAudio().size())
        .sum();
  }
}
