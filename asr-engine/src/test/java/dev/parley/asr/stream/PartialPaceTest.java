package dev.parley.asr.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PartialPaceTest {
  @Test
  void followsTheTimeThatDecodingTakes() {
    PartialPace pace = new PartialPace(true);
    assertThat(pace.interval()).isEqualTo(PartialPace.QUICKEST);
    pace.took(Duration.ofMillis(50));
    assertThat(pace.interval()).isEqualTo(PartialPace.QUICKEST);
    pace.took(Duration.ofMillis(200));
    assertThat(pace.interval()).isEqualTo(8_000);
    assertThat(pace.isThinned()).isFalse();
    pace.took(Duration.ofSeconds(1));
    assertThat(pace.interval()).isEqualTo(40_000);
    assertThat(pace.isThinned()).isTrue();
    pace.took(Duration.ofHours(1));
    assertThat(pace.interval()).isEqualTo(PartialPace.UNSEEN);
    pace.took(Duration.ofMillis(50));
    assertThat(pace.isThinned()).isFalse();
  }

  @Test
  void nobodySeesPartialsThatNobodyWants() {
    PartialPace pace = new PartialPace(false);
    pace.took(Duration.ofMillis(50));
    assertThat(pace.interval()).isEqualTo(PartialPace.UNSEEN);
    pace.took(Duration.ofHours(1));
    assertThat(pace.isThinned()).isFalse();
  }
}
