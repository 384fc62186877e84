package dev.parley.load.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.load.caller.CallLog;
import dev.parley.load.caller.Calls;
import dev.parley.load.caller.Said;
import dev.parley.load.caller.Sound;
import dev.parley.load.corpus.Clip;
import dev.parley.load.turns.Outcome.SoundVerdict;
import dev.parley.load.turns.Specimen.Pause;
import dev.parley.load.turns.Specimen.Variant;
import dev.parley.proto.v1.EndOfTurnPrediction;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.UserTurn;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Sentences of 3 s, said half a second behind the start, with a pause from 1 to 2 s.
@Tag("unit")
class OutcomeTest {
  private static final int START = 500;

  private final Calls call = new Calls();

  @Test
  void anEndInThePauseIsAFalseCutOff() {
    call.turn(START + 1_600, UserTurn.Kind.STOPPED).turn(START + 3_400, UserTurn.Kind.STOPPED);

    Outcome outcome = outcome(call.closed());

    assertThat(outcome.cut()).isTrue();
    assertThat(outcome.inside()).isEqualTo(1);
    assertThat(outcome.delay()).hasValue(400);
    assertThat(outcome.line().path("cut").asBoolean()).isTrue();
    assertThat(outcome.line().path("pause").path("start_ms").asInt()).isEqualTo(1_000);
  }

  @Test
  void soIsOneBeforeItCanBeNoticedThatThePersonGoesOn() {
    call.turn(START + 2_150, UserTurn.Kind.STOPPED);

    assertThat(outcome(call.closed()).cut()).isTrue();
  }

  @Test
  void anEndElsewhereIsNone() {
    call.turn(START + 2_600, UserTurn.Kind.STOPPED);

    Outcome outcome = outcome(call.closed());

    assertThat(outcome.cut()).isFalse();
    assertThat(outcome.inside()).isEqualTo(1);
    assertThat(outcome.missed()).isTrue();
  }

  @Test
  void theSoundAloneCountsByItsFirstVerdict() {
    predict(START + 1_300, 0.2).predict(START + 1_500, 0.9).predict(START + 3_250, 0.7);

    Outcome outcome = outcome(call.closed());

    assertThat(outcome.atPause()).map(SoundVerdict::complete).hasValue(false);
    assertThat(outcome.atEnd()).hasValue(new SoundVerdict(true, 250));
    assertThat(outcome.line().path("predictions")).hasSize(3);
    assertThat(outcome.line().path("predictions").path(0).path("at_ms").asInt()).isEqualTo(1_300);
  }

  private OutcomeTest predict(long millis, double sound) {
    call.message(
        millis,
        ServerMessage.newBuilder()
            .setEndOfTurn(EndOfTurnPrediction.newBuilder().setSoundProbability((float) sound)));
    return this;
  }

  private static Outcome outcome(CallLog log) {
    Sound sound = Sound.of("clip", Sound.Kind.SPEECH, new float[50_000], 0, 3_000 * 16);
    Specimen specimen =
        new Specimen(
            new Clip("clip", Path.of("clip"), "en", "vctk", "A clip.", ""),
            Variant.PAUSED,
            sound,
            3_000 * 16,
            Optional.of(new Pause("a", 1_000 * 16, 2_000 * 16)));
    Rules rules = Rules.of(List.of("semantic"), List.of("medium")).getFirst();
    return Outcome.of(log, new Said(sound, START * 16), specimen, rules);
  }
}
