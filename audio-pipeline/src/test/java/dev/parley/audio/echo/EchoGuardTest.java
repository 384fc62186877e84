package dev.parley.audio.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.Signals;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class EchoGuardTest {
  private static final int SECOND = 16_000;
  private static final int FRAME = 512;

  /// Sent this much before it is played.
  private static final int AHEAD = 8_000;

  private final EchoGuard guard = new EchoGuard();

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 400, 1_000})
  void whatWasPlayedIsRecognisedAtAnyDelay(int milliseconds) {
    float[] played = syllables(1);
    float[] heard = delayed(played, milliseconds * 16, 0.1f);
    assertThat(echoes(played, heard)).isGreaterThan(0.95);
  }

  @Test
  void somebodyElseIsNoEcho() {
    assertThat(echoes(syllables(1), syllables(2))).isZero();
  }

  @Test
  void somebodyWhoBeginsLikeThePlaybackIsHeardSoon() {
    float[] played = syllables(1);
    Arrays.fill(played, 27_000, 32_000, 0);
    float[] heard = new float[played.length];
    int onset = 40_960;
    int alike = 1_024;
    System.arraycopy(played, 32_000, heard, onset, alike);
    float[] person = syllables(2);
    System.arraycopy(person, onset, heard, onset + alike, heard.length - onset - alike);

    assertThat(echoes(played, heard)).isBetween(0.01, 0.15);
  }

  @Test
  void somebodyWhoSpeaksOverTheEchoIsHeard() {
    float[] played = syllables(1);
    float[] heard = delayed(played, 4_000, 0.1f);
    float[] person = syllables(2);
    for (int i = 0; i < heard.length; i++) {
      heard[i] += 0.5f * person[i];
    }
    assertThat(echoes(played, heard)).isLessThan(0.05);
  }

  @Test
  void aGapInThePlaybackIsNoPerson() {
    float[] played = syllables(1);
    float[] heard = delayed(played, 4_000, 0.1f);
    float[] later = delayed(played, 5_500, 0.1f);
    System.arraycopy(later, 40_000, heard, 40_000, heard.length - 40_000);
    assertThat(echoes(played, heard)).isGreaterThan(0.95);
  }

  @Test
  void nothingIsAnEchoOfSilence() {
    assertThat(echoes(new float[4 * SECOND], syllables(1))).isZero();
  }

  /// The share of the second half's frames that are taken for an echo.
  private double echoes(float[] played, float[] heard) {
    Random jitters = new Random(5);
    int frames = 0;
    int echoes = 0;
    for (int at = 0; at + FRAME <= heard.length; at += FRAME) {
      int sent = at == 0 ? 0 : at + AHEAD;
      int to = Math.min(at + AHEAD + FRAME, played.length);
      if (sent < to) {
        // Nobody knows better than to some hundredths of a second when something is played.
        int jitter = jitters.nextInt(-1_600, 1_600);
        guard.played(PcmFrame.of(PcmFormat.SPEECH, sent, played, sent, to - sent), sent + jitter);
      }
      guard.heard(PcmFrame.of(PcmFormat.SPEECH, at, heard, at, FRAME));
      if (at >= heard.length / 2) {
        frames++;
        echoes += guard.isEcho() ? 1 : 0;
      }
    }
    return (double) echoes / frames;
  }

  /// Noise in bands that change ten times a second.
  private static float[] syllables(int seed) {
    Random random = new Random(seed);
    float[] samples = new float[4 * SECOND];
    double one = 0;
    double other = 0;
    double frequency = 500;
    for (int i = 0; i < samples.length; i++) {
      if (i % 1_600 == 0) {
        frequency = 200 + 1_000 * random.nextDouble();
      }
      double radius = 0.98;
      double next =
          0.05 * random.nextGaussian()
              + 2 * radius * Math.cos(2 * Math.PI * frequency / SECOND) * one
              - radius * radius * other;
      other = one;
      one = next;
      samples[i] = (float) (0.2 * next);
    }
    return samples;
  }

  private static float[] delayed(float[] samples, int delay, float gain) {
    float[] later = Signals.noise(new Random(7), samples.length);
    for (int i = 0; i < later.length; i++) {
      later[i] = 0.001f * later[i] + (i < delay ? 0 : gain * samples[i - delay]);
    }
    return later;
  }
}
