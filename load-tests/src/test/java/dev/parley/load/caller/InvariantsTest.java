package dev.parley.load.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.load.caller.Breach.Rule;
import dev.parley.proto.v1.Interruption;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionReady;
import dev.parley.proto.v1.UserTurn;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class InvariantsTest {
  private final Calls call =
      new Calls()
          .message(0, ServerMessage.newBuilder().setReady(SessionReady.getDefaultInstance()));

  @Test
  void aCallInOrderBreaksNone() {
    call.turn(100, UserTurn.Kind.STARTED)
        .turn(900, UserTurn.Kind.STOPPED)
        .text(950, "reply-1")
        .audio(1_000, "reply-1", 0, 40)
        .audio(1_040, "reply-1", 40, 40)
        .heard(1_050, "reply-1", "One")
        .heard(1_090, "reply-1", "One two")
        .interruption(1_200, "reply-1", Interruption.Kind.CONFIRMED)
        .text(2_000, "reply-2")
        .audio(2_100, "reply-2", 0, 40);

    assertThat(Invariants.check(call.closed())).isEmpty();
  }

  @Test
  void aMissingMessageIsNoticedOnce() {
    call.numbered(100, 2, ServerMessage.newBuilder()).message(200, ServerMessage.newBuilder());

    assertThat(rules(call.closed())).containsExactly(Rule.MESSAGES_WITHOUT_GAPS);
  }

  @Test
  void anEarlierReplyMustNotSpeakOnceALaterOneDoes() {
    call.text(100, "reply-1")
        .audio(200, "reply-1", 0, 40)
        .text(250, "reply-2")
        .audio(300, "reply-2", 0, 40)
        .audio(400, "reply-1", 40, 40);

    assertThat(rules(call.closed())).containsExactly(Rule.ONE_REPLY_AT_A_TIME);
  }

  @Test
  void anInterruptedReplyMustNotSpeak() {
    call.text(100, "reply-1")
        .audio(200, "reply-1", 0, 40)
        .interruption(250, "reply-1", Interruption.Kind.CONFIRMED)
        .audio(300, "reply-1", 40, 40);

    assertThat(rules(call.closed())).containsExactly(Rule.SILENT_WHEN_INTERRUPTED);
  }

  @Test
  void afterAFalseAlarmItMay() {
    call.text(100, "reply-1")
        .audio(200, "reply-1", 0, 40)
        .interruption(250, "reply-1", Interruption.Kind.FALSE_ALARM)
        .audio(300, "reply-1", 40, 40);

    assertThat(Invariants.check(call.closed())).isEmpty();
  }

  @Test
  void audioNeedsATextBeforeIt() {
    call.audio(200, "reply-1", 0, 40).audio(240, "reply-1", 40, 40);

    assertThat(rules(call.closed())).containsExactly(Rule.REPLIES_ANNOUNCED);
  }

  @Test
  void audioMustNotGoBack() {
    call.text(100, "reply-1").audio(200, "reply-1", 0, 40).audio(240, "reply-1", 20, 40);

    assertThat(rules(call.closed())).containsExactly(Rule.AUDIO_IN_ORDER);
  }

  @Test
  void aTurnStopsBeforeTheNextAndBeforeTheEnd() {
    call.turn(100, UserTurn.Kind.STARTED).turn(200, UserTurn.Kind.STARTED);

    assertThat(rules(call.closed())).containsExactly(Rule.TURNS_STOP, Rule.TURNS_STOP);
  }

  @Test
  void aLineThatWasCutLeavesATurnOpen() {
    call.turn(100, UserTurn.Kind.STARTED);

    assertThat(Invariants.check(call.ended(new CallLog.End.Dropped()))).isEmpty();
  }

  @Test
  void whatWasHeardIsNotTakenBack() {
    call.text(100, "reply-1").heard(200, "reply-1", "One two").heard(240, "reply-1", "One");

    assertThat(rules(call.closed())).containsExactly(Rule.HEARD_TEXT_GROWS);
  }

  @Test
  void aFailureIsNoGoodEnd() {
    List<Breach> breaches =
        Invariants.check(call.ended(new CallLog.End.Failed("The server vanished.")));

    assertThat(breaches)
        .singleElement()
        .satisfies(
            breach -> {
              assertThat(breach.rule()).isEqualTo(Rule.SESSION_CLOSES);
              assertThat(breach.detail()).isEqualTo("The server vanished.");
            });
  }

  private static List<Rule> rules(CallLog log) {
    return Invariants.check(log).stream().map(Breach::rule).toList();
  }
}
