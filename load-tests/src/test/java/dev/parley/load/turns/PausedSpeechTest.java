package dev.parley.load.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.load.caller.Sound;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PausedSpeechTest {
  private static final int FADE = 80;

  private final Sound speech = Sound.of("speech", Sound.Kind.SPEECH, ones(3_200), 100, 3_000);

  @Test
  void thePauseIsPutInAndAllElseStays() {
    Sound paused = PausedSpeech.of(speech, 1_000, 500, false, new Random(1));

    assertThat(paused.length()).isEqualTo(3_700);
    assertThat(paused.onset()).isEqualTo(100);
    assertThat(paused.end()).isEqualTo(3_500);
    float[] samples = paused.toArray();
    assertThat(samples[1_000 - FADE - 1]).isEqualTo(1);
    assertThat(samples[999]).isLessThan(0.1f);
    for (int i = 1_000; i < 1_500; i++) {
      assertThat(samples[i]).isZero();
    }
    assertThat(samples[1_500]).isLessThan(0.1f);
    assertThat(samples[1_500 + FADE]).isEqualTo(1);
  }

  @Test
  void thePauseIsAsLoudAsTheQuietestPart() {
    float[] samples = ones(32_000);
    Arrays.fill(samples, 0, 6_400, 0.01f);
    Sound quietBegin = Sound.of("speech", Sound.Kind.SPEECH, samples, 6_400, 32_000);

    float[] paused = PausedSpeech.of(quietBegin, 16_000, 16_000, true, new Random(1)).toArray();

    double energy = 0;
    for (int i = 16_000; i < 32_000; i++) {
      energy += (double) paused[i] * paused[i];
    }
    assertThat(Math.sqrt(energy / 16_000)).isBetween(0.009, 0.011);
  }

  @Test
  void anEndBeforeThePauseStays() {
    assertThat(PausedSpeech.of(speech, 3_100, 500, false, new Random(1)).end()).isEqualTo(3_000);
  }

  private static float[] ones(int count) {
    float[] samples = new float[count];
    Arrays.fill(samples, 1);
    return samples;
  }
}
