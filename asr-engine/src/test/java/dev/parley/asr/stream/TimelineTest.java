package dev.parley.asr.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TimelineTest {
  private final Timeline timeline = new Timeline();

  @Test
  void keepsShortGapsAndShortensLongOnes() {
    assertThat(timeline.advance(1_000, 500)).isZero();
    assertThat(timeline.advance(1_500, 500)).isZero();
    assertThat(timeline.advance(3_000, 500)).isEqualTo(1_000);
    assertThat(timeline.advance(100_000, 500)).isEqualTo(16_000);

    assertThat(timeline.length()).isEqualTo(19_000);
    assertThat(timeline.position(0)).isEqualTo(1_000);
    assertThat(timeline.position(2_000)).isEqualTo(3_000);
    assertThat(timeline.position(18_500)).isEqualTo(100_000);
    assertThat(timeline.position(19_000)).isEqualTo(100_500);
  }

  @Test
  void forgetsWhatHasPassed() {
    timeline.advance(0, 500);
    timeline.advance(100_000, 500);
    timeline.advance(200_000, 500);
    timeline.discard(17_000);

    assertThat(timeline.position(16_500)).isEqualTo(100_000);
    assertThat(timeline.position(timeline.length())).isEqualTo(200_500);
  }

  @Test
  void refusesWhatHasPassed() {
    timeline.advance(1_000, 500);

    assertThatThrownBy(() -> timeline.advance(1_499, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1499");
  }
}
