package dev.parley.load.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.Interrupt;
import dev.parley.proto.v1.Interruption;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionState;
import dev.parley.proto.v1.TurnMetrics;
import dev.parley.proto.v1.UserTurn;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SpokenTurnTest {
  private final Calls call = new Calls();

  @Test
  void delaysCountFromSendingTheLastAudibleSample() {
    call.say(1_000, Sound.Kind.SPEECH, 100, 500)
        .turn(1_150, UserTurn.Kind.STARTED)
        .turn(1_900, UserTurn.Kind.STOPPED)
        .text(1_950, "reply-1")
        .audio(2_100, "reply-1", 0, 400)
        .message(
            3_000,
            ServerMessage.newBuilder()
                .setTurnMetrics(
                    TurnMetrics.newBuilder().setReplyId("reply-1").setEndOfTurnMs(380)));

    SpokenTurn turn = SpokenTurn.of(call.closed()).getFirst();

    assertThat(turn.endOfTurn()).hasValue(400);
    assertThat(turn.voiceToVoice()).hasValue(600);
    assertThat(turn.bargeIn()).isEmpty();
    assertThat(turn.cutOff()).isFalse();
    assertThat(turn.metrics())
        .hasValueSatisfying(m -> assertThat(m.getEndOfTurnMs()).isEqualTo(380));
  }

  @Test
  void anEndThatComesTooEarlyIsACutOff() {
    call.say(1_000, Sound.Kind.SPEECH, 100, 3_000)
        .turn(2_000, UserTurn.Kind.STOPPED)
        .turn(4_400, UserTurn.Kind.STOPPED);

    SpokenTurn turn = SpokenTurn.of(call.closed()).getFirst();

    assertThat(turn.cutOff()).isTrue();
    assertThat(turn.endOfTurn()).hasValue(400);
  }

  @Test
  void anEndBehindTheNextSpeechIsMissed() {
    call.say(1_000, Sound.Kind.SPEECH, 0, 500)
        .say(3_000, Sound.Kind.SPEECH, 0, 500)
        .turn(3_900, UserTurn.Kind.STOPPED);

    assertThat(SpokenTurn.of(call.closed()))
        .extracting(SpokenTurn::endOfTurn)
        .containsExactly(OptionalDouble.empty(), OptionalDouble.of(400));
  }

  @Test
  void aBargeInTakesFromItsOnsetToTheLastSampleBeforeThePause() {
    call.text(100, "reply-1")
        .audio(200, "reply-1", 0, 5_000)
        .say(1_000, Sound.Kind.SPEECH, 100, 900)
        .state(1_280, SessionState.PAUSED)
        .interruption(1_800, "reply-1", Interruption.Kind.CONFIRMED);

    CallLog log = call.closed();

    assertThat(SpokenTurn.of(log).getFirst().bargeIn()).hasValue(180);
    assertThat(FalseInterruptions.in(log)).isEmpty();
  }

  @Test
  void aReplyThatWentOnAndWasStoppedLaterTookUntilThen() {
    call.text(100, "reply-1")
        .audio(200, "reply-1", 0, 5_000)
        .say(1_000, Sound.Kind.SPEECH, 100, 2_000)
        .state(1_280, SessionState.PAUSED)
        .state(1_480, SessionState.SPEAKING)
        .state(1_680, SessionState.PAUSED)
        .interruption(1_800, "reply-1", Interruption.Kind.CONFIRMED);

    assertThat(SpokenTurn.of(call.closed()).getFirst().bargeIn()).hasValue(580);
  }

  @Test
  void aReplyThatWasOnlyPausedWasNotStopped() {
    call.text(100, "reply-1")
        .audio(200, "reply-1", 0, 5_000)
        .say(1_000, Sound.Kind.SPEECH, 100, 900)
        .state(1_280, SessionState.PAUSED)
        .state(1_480, SessionState.SPEAKING)
        .interruption(1_480, "reply-1", Interruption.Kind.FALSE_ALARM);

    assertThat(SpokenTurn.of(call.closed()).getFirst().bargeIn()).isEmpty();
  }

  @Test
  void aReplyThatEndsByItselfWasNotStopped() {
    call.text(100, "reply-1")
        .audio(200, "reply-1", 0, 1_000)
        .say(1_000, Sound.Kind.SPEECH, 100, 900);

    assertThat(SpokenTurn.of(call.closed()).getFirst().bargeIn()).isEmpty();
  }

  @Test
  void aCallerThatSendsEveryFrameWhenItIsDueIsPunctual() {
    CallLog log = call.closed();

    assertThat(log.lateness()).isZero();
    assertThat(log.isPunctual()).isTrue();
  }

  @Test
  void aNoiseMustNotStopAReplyForGoodUnlessItWasOrdered() {
    call.text(100, "reply-1")
        .audio(200, "reply-1", 0, 9_000)
        .say(1_000, Sound.Kind.NOISE, 0, 300)
        .interruption(1_800, "reply-1", Interruption.Kind.CONFIRMED)
        .text(2_000, "reply-2")
        .audio(2_100, "reply-2", 0, 9_000)
        .order(
            2_500, ClientMessage.newBuilder().setInterrupt(Interrupt.getDefaultInstance()).build())
        .interruption(2_510, "reply-2", Interruption.Kind.CONFIRMED);

    assertThat(FalseInterruptions.in(call.closed()))
        .extracting(one -> one.message().getInterruption().getReplyId())
        .containsExactly("reply-1");
  }
}
