package dev.parley.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.asr.ScriptedRecognizer;
import dev.parley.asr.ScriptedRecognizer.Script;
import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.EndOfAudio;
import dev.parley.proto.v1.HangUp;
import dev.parley.proto.v1.Ping;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionReady;
import dev.parley.proto.v1.SessionState;
import dev.parley.proto.v1.TextInput;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.ScriptedLlmClient;
import dev.parley.server.wire.ErrorReason;
import dev.parley.server.wire.RefusedException;
import dev.parley.tts.ToneSynthesizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ResumedSessionTest {
  private static final String ANSWER =
      "It is noon in London, one in Paris and two in Athens. Do you want to hear more? "
          + "I can go on for quite a while.";

  @Test
  void aTokenIsGivenToThoseWhoAskForIt() {
    SessionBench bench = bench(ScriptedLlmClient.saying("Yes."));
    SessionReady resumable =
        bench.resumableCall().await("ready", ServerMessage::hasReady).getReady();
    assertThat(resumable.getResumeToken()).isNotEmpty();
    assertThat(resumable.getResumeWindowMs()).isEqualTo(60_000);
    assertThat(resumable.getEffectiveConfig().getResumable()).isTrue();
    assertThat(resumable.getEffectiveConfig().getResumeToken()).isEmpty();
    SessionReady plain = bench.call().await("ready", ServerMessage::hasReady).getReady();
    assertThat(plain.getResumeToken()).isEmpty();
    assertThat(plain.getEffectiveConfig().getResumable()).isFalse();
  }

  @Test
  void aTurnThatIsCutInTheMiddleIsOneTurn() {
    SessionBench bench =
        bench(ScriptedLlmClient.saying("It is noon."), Script.of("What time is it?"));
    TestCall first = bench.resumableCall();
    String token = first.token();
    first.speak(Duration.ofMillis(500));
    first.breakLine();
    bench.advance(Duration.ofSeconds(50));
    TestCall second = first.comeBack(token);
    second.await("ready", ServerMessage::hasReady);
    second.speak(Duration.ofMillis(500));
    second.beSilent(Duration.ofSeconds(1));
    second.awaitState(SessionState.LISTENING);
    assertThat(finals(first, second)).containsExactly("What time is it?");
    assertThat(texts(first, second)).isEqualTo("It is noon.");
    assertSpokenOnce("It is noon.", first, second);
    assertNumberedWithoutGaps(first, second);
    ServerMessage stopped =
        second.received().stream().filter(ServerMessage::hasUserTurn).findFirst().orElseThrow();
    assertThat(stopped.getUserTurn().getAudioMs()).isBetween(1_500L, 1_800L);
  }

  @Test
  void aReturnDoesNotEndTheTurnButSilenceAfterItDoes() {
    SessionBench bench = bench(ScriptedLlmClient.saying("Yes."), Script.of("Hello?"));
    TestCall first = bench.resumableCall();
    String token = first.token();
    first.speak(Duration.ofMillis(500));
    first.breakLine();
    bench.advance(Duration.ofSeconds(50));
    TestCall second = first.comeBack(token);
    second.await("ready", ServerMessage::hasReady);
    for (int i = 0; i < 15; i++) {
      bench.advance(Duration.ofMillis(100));
      second.send(ping());
    }
    second.await("the last pong", message -> second.pongs() == 15);
    assertThat(finals(first, second)).isEmpty();
    second.await("the answer", ServerMessage::hasReplyText);
    assertThat(finals(first, second)).containsExactly("Hello?");
  }

  @Test
  void whatIsThoughtMeanwhileIsSaidAfterTheReturn() {
    ScriptedLlmClient model = ScriptedLlmClient.saying("It is noon.");
    model.hold();
    SessionBench bench = bench(model);
    TestCall first = bench.resumableCall();
    String token = first.token();
    first.send(typed("What time is it?"));
    first.awaitState(SessionState.THINKING);
    first.breakLine();
    model.releaseAll();
    bench.advance(Duration.ofSeconds(50));
    TestCall second = first.comeBack(token);
    second.awaitState(SessionState.LISTENING);
    assertThat(texts(first, second)).isEqualTo("It is noon.");
    assertSpokenOnce("It is noon.", first, second);
    assertNumberedWithoutGaps(first, second);
  }

  @Test
  void aReplyThatIsCutGoesOnWhereTheClientHadIt() {
    ScriptedLlmClient model = ScriptedLlmClient.saying(ANSWER);
    SessionBench bench = bench(model);
    TestCall first = bench.resumableCall();
    String token = first.token();
    first.send(typed("What time is it?"));
    first.await("some audio", message -> message.getAudio().getPtsMs() >= 600);
    // What is said now is lost on its way, before the server notices it.
    first.deafen();
    bench.advance(Duration.ofMillis(700));
    first.breakLine();
    bench.advance(Duration.ofSeconds(20));
    TestCall second = first.comeBack(token);
    second.awaitState(SessionState.LISTENING);
    assertThat(texts(first, second)).isEqualTo(ANSWER);
    assertNumberedWithoutGaps(first, second);
    assertSpokenOnce(ANSWER, first, second);
  }

  @Test
  void whatWasNotDeliveredWasNotHeard() {
    ScriptedLlmClient model = ScriptedLlmClient.saying(ANSWER);
    SessionBench bench = bench(model);
    TestCall first = bench.resumableCall();
    String token = first.token();
    first.send(typed("What time is it?"));
    first.await(
        "two heard words",
        message -> message.getSpeechProgress().getHeardText().equals("It is noon"));
    first.send(ping());
    first.deafen();
    bench.advance(Duration.ofSeconds(2));
    first.breakLine();
    TestCall second = first.comeBack(token);
    second.await("ready", ServerMessage::hasReady);
    second.send(
        ClientMessage.newBuilder()
            .setInterrupt(dev.parley.proto.v1.Interrupt.getDefaultInstance()));
    second.send(typed("And in Rome?"));
    second.await(
        "a second reply", message -> message.getReplyText().getReplyId().equals("reply-2"));
    assertThat(model.prompts().getLast().messages().get(1))
        .isInstanceOfSatisfying(
            Message.Assistant.class,
            heard -> {
              assertThat(heard.interrupted()).isTrue();
              assertThat(heard.text()).startsWith("It is noon").hasSizeLessThan(30);
            });
  }

  @Test
  void aPausedReplyStaysPausedUntilItsPersonIsBack() {
    SessionBench bench = bench(ScriptedLlmClient.saying(ANSWER), Script.of(""));
    TestCall first = bench.resumableCall();
    String token = first.token();
    first.send(typed("What time is it?"));
    first.awaitState(SessionState.SPEAKING);
    first.speak(Duration.ofMillis(300));
    first.awaitState(SessionState.PAUSED);
    first.breakLine();
    bench.advance(Duration.ofSeconds(30));
    TestCall second = first.comeBack(token);
    second.await("ready", ServerMessage::hasReady);
    assertThat(second.received()).noneMatch(ServerMessage::hasInterruption);
    second.beSilent(Duration.ofSeconds(3));
    second.await("false alarm", ServerMessage::hasInterruption);
    second.awaitState(SessionState.LISTENING);
    assertSpokenOnce(ANSWER, first, second);
    assertNumberedWithoutGaps(first, second);
  }

  @Test
  void messagesAreTakenOnce() {
    ScriptedLlmClient model = ScriptedLlmClient.saying("Yes.");
    SessionBench bench = bench(model);
    TestCall first = bench.resumableCall();
    String token = first.token();
    ClientMessage.Builder question = typed("Is it noon?");
    first.send(question);
    first.awaitState(SessionState.LISTENING);
    first.breakLine();
    TestCall second = first.comeBack(token);
    ServerMessage ready = second.await("ready", ServerMessage::hasReady);
    assertThat(ready.getReady().getResumed()).isTrue();
    assertThat(ready.getReceivedSeq()).isEqualTo(question.getSeq());
    second.sendAsItIs(question);
    second.send(typed("Is it one?"));
    second.awaitState(SessionState.LISTENING);
    assertThat(model.prompts()).hasSize(2);
    assertThat(model.prompts().getLast().messages())
        .containsExactly(
            new Message.User("Is it noon?"),
            new Message.Assistant("Yes.", false),
            new Message.User("Is it one?"));
  }

  @Test
  void whoeverComesBackTakesOverALineThatSeemsWhole() {
    SessionBench bench = bench(ScriptedLlmClient.saying(ANSWER));
    TestCall first = bench.resumableCall();
    String token = first.token();
    first.send(typed("What time is it?"));
    first.await("some audio", message -> message.getAudio().getPtsMs() >= 600);
    first.deafen();
    TestCall second = first.comeBack(token);
    second.await("ready", ServerMessage::hasReady);
    assertThat(first.refusal())
        .satisfies(
            refusal -> assertThat(refusal.reason()).isEqualTo(ErrorReason.RESUMED_ELSEWHERE));
    // The old line is nobody's business any more.
    first.breakLine();
    first.sendAsItIs(typed("Not this one."));
    second.awaitState(SessionState.LISTENING);
    assertThat(texts(first, second)).isEqualTo(ANSWER);
    assertSpokenOnce(ANSWER, first, second);
    assertNumberedWithoutGaps(first, second);
  }

  @Test
  void aTokenIsGoodForOneReturn() {
    SessionBench bench = bench(ScriptedLlmClient.saying("Yes."));
    TestCall first = bench.resumableCall();
    String token = first.token();
    first.breakLine();
    TestCall second = first.comeBack(token);
    String next = second.token();
    assertThat(next).isNotEqualTo(token);
    second.send(ping());
    TestCall thief = first.comeBack(token);
    second.send(ping());
    assertThat(thief.refusal())
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(ErrorReason.RESUME_EXPIRED));
    assertThat(second.refusal()).isNull();
    second.breakLine();
    assertThat(second.comeBack(next).token()).isNotEqualTo(next);
  }

  @Test
  void aReturnWhoseGreetingGetsLostMayBeTriedAgain() {
    SessionBench bench = bench(ScriptedLlmClient.saying("Yes."));
    TestCall first = bench.resumableCall();
    String token = first.token();
    first.breakLine();
    first.comeBack(token).breakLine();
    TestCall third = first.comeBack(token);
    third.await("ready", ServerMessage::hasReady);
    third.send(typed("Is it noon?"));
    third.awaitState(SessionState.LISTENING);
    assertThat(texts(third)).isEqualTo("Yes.");
  }

  @Test
  void aSessionWhoseClientStaysAwayEndsWithTheWindow() {
    ScriptedLlmClient model = ScriptedLlmClient.saying(ANSWER);
    model.hold();
    SessionBench bench = bench(model);
    TestCall call = bench.resumableCall();
    String token = call.token();
    call.send(typed("What time is it?"));
    call.awaitState(SessionState.THINKING);
    call.breakLine();
    bench.advance(Duration.ofMillis(59_900));
    assertThat(bench.registry().size()).isEqualTo(1);
    call.awaitEnd(bench.registry());
    assertThat(model.running()).isZero();
    assertThatThrownBy(() -> call.comeBack(token))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(ErrorReason.RESUME_EXPIRED));
  }

  @Test
  void aReturnStopsTheWindow() {
    SessionBench bench = bench(ScriptedLlmClient.saying("Yes."));
    TestCall first = bench.resumableCall();
    String token = first.token();
    first.breakLine();
    bench.advance(Duration.ofSeconds(50));
    TestCall second = first.comeBack(token);
    second.await("ready", ServerMessage::hasReady);
    bench.advance(Duration.ofSeconds(12));
    second.send(typed("Is it noon?"));
    second.awaitState(SessionState.LISTENING);
    assertThat(texts(second)).isEqualTo("Yes.");
  }

  @Test
  void nobodyIsAskedWhetherTheyAreThereWhileTheyAreAway() {
    SessionBench bench = bench(ScriptedLlmClient.saying("Yes."));
    TestCall first = bench.resumableCall();
    String token = first.token();
    first.breakLine();
    bench.advance(Duration.ofSeconds(55));
    TestCall second = first.comeBack(token);
    second.await("ready", ServerMessage::hasReady);
    second.send(ping());
    second.await("pong", ServerMessage::hasPong);
    assertThat(second.received()).noneMatch(ServerMessage::hasReplyText);
    second.await("a question", ServerMessage::hasReplyText);
  }

  @Test
  void aStoppingServerWaitsForNobodyWhoIsAway() throws InterruptedException {
    SessionBench bench = bench(ScriptedLlmClient.saying("Yes."));
    TestCall call = bench.resumableCall();
    call.token();
    call.breakLine();
    bench.registry().drain(Duration.ofHours(1));
    assertThat(bench.registry().size()).isZero();
  }

  @Test
  void whoHangsUpDoesNotComeBack() {
    SessionBench bench = bench(ScriptedLlmClient.saying("Yes."));
    TestCall call = bench.resumableCall();
    call.send(ClientMessage.newBuilder().setHangUp(HangUp.getDefaultInstance()));
    call.awaitEnd(bench.registry());
    assertThat(call.isCompleted()).isTrue();
  }

  @Test
  void theLastWordIsKeptForAClientThatIsAway() {
    SessionBench bench = bench(ScriptedLlmClient.saying("Goodbye."), Script.of("Bye."));
    TestCall first = bench.resumableCall();
    String token = first.token();
    first.speak(Duration.ofMillis(600));
    first.send(ClientMessage.newBuilder().setEndOfAudio(EndOfAudio.getDefaultInstance()));
    first.breakLine();
    bench.advance(Duration.ofSeconds(30));
    TestCall second = first.comeBack(token);
    second.awaitEnd(bench.registry());
    assertThat(second.isCompleted()).isTrue();
    assertThat(texts(first, second)).isEqualTo("Goodbye.");
    assertSpokenOnce("Goodbye.", first, second);
  }

  @Test
  void aClientIsToldWhatItNeedNotKeep() {
    SessionBench bench = bench(ScriptedLlmClient.saying("Yes."));
    TestCall call = bench.resumableCall();
    call.token();
    call.beSilent(Duration.ofMillis(400));
    assertThat(call.await("a receipt", ServerMessage::hasReceived).getReceivedSeq()).isEqualTo(16);
  }

  @Test
  void audioWaitsForAClientThatDoesNotSayWhatItGot() {
    SessionBench bench = bench(ScriptedLlmClient.saying(ANSWER));
    TestCall call = bench.resumableCall();
    call.token();
    call.confirmNothing();
    call.send(typed("What time is it?"));
    call.await("much audio", message -> call.audioMessages() == 64);
    for (int i = 0; i < 100; i++) {
      bench.advance(Duration.ofMillis(100));
      call.sendAsItIs(ping());
    }
    call.send(ping());
    call.await("the last pong", message -> call.pongs() == 101);
    assertThat(call.audioMessages()).isEqualTo(64);
    call.confirmEverything();
    call.awaitState(SessionState.LISTENING);
    assertSpokenOnce(ANSWER, call);
  }

  private static SessionBench bench(ScriptedLlmClient model, Script... scripts) {
    return SessionBench.of(new ScriptedRecognizer(scripts), model, ToneSynthesizer.immediate());
  }

  private static ClientMessage.Builder typed(String text) {
    return ClientMessage.newBuilder().setText(TextInput.newBuilder().setText(text));
  }

  private static ClientMessage.Builder ping() {
    return ClientMessage.newBuilder().setPing(Ping.newBuilder().setId(1));
  }

  private static Stream<ServerMessage> messages(TestCall... calls) {
    return Arrays.stream(calls).flatMap(call -> call.received().stream());
  }

  private static String texts(TestCall... calls) {
    return messages(calls)
        .map(message -> message.getReplyText().getDelta())
        .reduce("", String::concat);
  }

  private static List<String> finals(TestCall... calls) {
    return messages(calls)
        .filter(message -> message.getTranscript().getIsFinal())
        .map(message -> message.getTranscript().getCommittedText())
        .toList();
  }

  /// Every chunk starts where the one before it ends, and all of them make the reply.
  private static void assertSpokenOnce(String text, TestCall... calls) {
    List<Long> starts = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    messages(calls)
        .filter(ServerMessage::hasAudio)
        .map(ServerMessage::getAudio)
        .forEach(
            audio -> {
              starts.add(audio.getPtsMs());
              ends.add(audio.getPtsMs() + audio.getAudio().size() / 48);
            });
    for (int i = 1; i < starts.size(); i++) {
      assertThat(starts.get(i)).isBetween(ends.get(i - 1) - 1, ends.get(i - 1) + 1);
    }
    long whole = ToneSynthesizer.samplesOf(text) / 24L;
    assertThat(ends.getLast()).isBetween(whole * 92 / 100, whole);
  }

  /// The greeting of a return repeats the number before it.
  private static void assertNumberedWithoutGaps(TestCall... calls) {
    List<Long> numbers =
        messages(calls)
            .filter(message -> !message.getReady().getResumed())
            .map(ServerMessage::getSeq)
            .toList();
    assertThat(numbers).isEqualTo(LongStream.range(0, numbers.size()).boxed().toList());
  }
}
