package dev.parley.audio.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SilenceTurnDetectorTest {
  @Test
  void waitsForTheRestOfTheSilence() {
    TurnDetector detector = new SilenceTurnDetector(Duration.ofMillis(700));
    assertThat(detector.decide(Duration.ofMillis(200)))
        .isEqualTo(new TurnDecision.Wait(Duration.ofMillis(500)));
    assertThat(detector.decide(Duration.ofMillis(700))).isEqualTo(new TurnDecision.Complete());
  }

  @Test
  void refusesANegativeSilence() {
    assertThatThrownBy(() -> new SilenceTurnDetector(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
