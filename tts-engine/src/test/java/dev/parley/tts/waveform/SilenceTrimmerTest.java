package dev.parley.tts.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SilenceTrimmerTest {
  private static final int SECOND = 24_000;

  @Test
  void soundStartsWithinFiftyMillisecondsAndThePauseIsAsAsked() {
    float[] samples = new float[3 * SECOND];
    Arrays.fill(samples, SECOND, 2 * SECOND, 0.5f);

    float[] trimmed = trim(samples, 2_400);

    int first = 0;
    while (trimmed[first] < 0.1f) {
      first++;
    }
    assertThat(first).isLessThan(SECOND / 20);
    assertThat(trimmed).hasSize(first + SECOND + 2_400);
  }

  @Test
  void aShortEndIsFilledUp() {
    float[] samples = new float[1_000];
    Arrays.fill(samples, 0.5f);

    float[] trimmed = trim(samples, 480);

    assertThat(trimmed).hasSize(1_480);
    assertThat(trimmed[999]).isLessThan(0.01f);
    assertThat(trimmed[1_200]).isZero();
  }

  @Test
  void silenceIsNothing() {
    assertThat(trim(new float[500], 100)).isEmpty();
    assertThat(trim(new float[0], 100)).isEmpty();
  }

  @Test
  void saysHowMuchIsTakenAway() {
    float[] samples = new float[24_000];
    samples[12_000] = 0.5f;

    int start = SilenceTrimmer.of(samples, SECOND).start();

    assertThat(trim(samples, 0)).hasSize(12_001 - start);
    assertThat(SilenceTrimmer.of(new float[0], SECOND).start()).isZero();
  }

  private static float[] trim(float[] samples, int pause) {
    return SilenceTrimmer.of(samples, SECOND).trim(samples, pause);
  }
}
