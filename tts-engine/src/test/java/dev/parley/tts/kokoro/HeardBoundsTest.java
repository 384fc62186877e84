package dev.parley.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class HeardBoundsTest {
  @Test
  void aPauseBelongsToTheMarkThatAsksForIt() {
    float[] samples = new float[10_000];
    Arrays.fill(samples, 0, 3_000, 0.5f);
    Arrays.fill(samples, 6_000, 7_000, -0.5f);
    int[] bounds = {1_960, 2_960, 5_960, 6_960, 8_960};

    HeardBounds.move("ab,c", bounds, samples);

    assertThat(bounds).containsExactly(1_000, 2_000, 3_000, 6_000, 7_000);
  }

  @Test
  void soundsComeBeforeTheirTime() {
    float[] samples = new float[5_000];
    Arrays.fill(samples, 0.5f);
    int[] bounds = {0, 2_000, 5_000};

    HeardBounds.move("ab", bounds, samples);

    assertThat(bounds).containsExactly(0, 1_040, 4_040);
  }

  @Test
  void silenceHasTheTimesOfTheNetwork() {
    int[] bounds = {1_000, 2_000, 3_000};

    HeardBounds.move("a.", bounds, new float[4_000]);

    assertThat(bounds).containsExactly(40, 1_040, 2_040);
  }
}
