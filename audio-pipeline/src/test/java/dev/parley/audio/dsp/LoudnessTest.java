package dev.parley.audio.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.Signals;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class LoudnessTest {
  private static final PcmFormat FORMAT = new PcmFormat(48_000);

  /// What a meter may be wrong by, EBU Tech 3341.
  private static final Offset<Double> TOLERANCE = within(0.1);

  /// A stretch of a sine of 1 kHz.
  private record Tone(double seconds, double decibels) {}

  @Test
  void hasTheCoefficientsOfTheStandardAt48Kilohertz() {
    assertEqual(
        KWeighting.shelf(48_000),
        new KWeighting.Coefficients(
            1.53512485958697,
            -2.69169618940638,
            1.19839281085285,
            -1.69065929318241,
            0.73248077421585));
    assertEqual(
        KWeighting.highPass(48_000),
        new KWeighting.Coefficients(1, -2, 1, -1.99004745483398, 0.99007225036621));
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000, 96_000})
  void aSineAtFullScaleInOneChannelHasMinusThreeLufs(int rate) {
    double loudness = measure(new PcmFormat(rate), 997, new Tone(5, 0));
    // The bilinear transform squeezes what lies near half the rate.
    assertThat(loudness).isCloseTo(-3.01, within(rate < 16_000 ? 0.25 : 0.05));
  }

  @ParameterizedTest
  @ValueSource(doubles = {40, 100, 300, 1_000, 2_000, 3_000})
  void weightsFrequenciesAlikeAtEveryRate(double frequency) {
    double expected = measure(FORMAT, frequency, new Tone(5, -20));
    for (int rate : new int[] {16_000, 22_050, 24_000, 44_100}) {
      assertThat(measure(new PcmFormat(rate), frequency, new Tone(5, -20)))
          .as("%d Hz", rate)
          .isCloseTo(expected, TOLERANCE);
    }
  }

  /// The signals of EBU Tech 3341, table 1, cases 1 to 5, on one channel instead of two.
  @Test
  void passesTheTestsOfTheEbu() {
    assertThat(measure(FORMAT, 1_000, new Tone(20, -23))).isCloseTo(-26.01, TOLERANCE);
    assertThat(measure(FORMAT, 1_000, new Tone(20, -33))).isCloseTo(-36.01, TOLERANCE);
    assertThat(measure(FORMAT, 1_000, new Tone(10, -36), new Tone(60, -23), new Tone(10, -36)))
        .isCloseTo(-26.01, TOLERANCE);
    assertThat(
            measure(
                FORMAT,
                1_000,
                new Tone(10, -72),
                new Tone(10, -36),
                new Tone(60, -23),
                new Tone(10, -36),
                new Tone(10, -72)))
        .isCloseTo(-26.01, TOLERANCE);
    assertThat(measure(FORMAT, 1_000, new Tone(20, -26), new Tone(20.1, -20), new Tone(20, -26)))
        .isCloseTo(-26.01, TOLERANCE);
  }

  @Test
  void pausesDoNotCount() {
    Tone voice = new Tone(4, -20);
    Tone pause = new Tone(4, -200);
    assertThat(measure(FORMAT, 1_000, voice, pause, voice, pause))
        .isCloseTo(measure(FORMAT, 1_000, voice), within(0.3));
  }

  @Test
  void silenceAndSnippetsHaveNoLoudness() {
    assertThat(Loudness.of(FORMAT)).isEmpty();
    assertThat(Loudness.of(FORMAT, new float[96_000])).isEmpty();
    assertThat(Loudness.of(FORMAT, tones(FORMAT, 1_000, new Tone(5, -75)))).isEmpty();
    float[] block = tones(FORMAT, 1_000, new Tone(0.4, -20));
    assertThat(block).hasSize(19_200);
    assertThat(Loudness.of(FORMAT, Arrays.copyOf(block, 19_199))).isEmpty();
    assertThat(Loudness.of(FORMAT, block)).isPresent();
  }

  @Test
  void doesNotDependOnHowTheAudioIsCut() {
    PcmFormat format = new PcmFormat(11_025);
    float[] noise = Signals.noise(new Random(1), 50_000);
    Loudness frames = new Loudness(format);
    Signals.cut(new Random(2), format, noise, 900).forEach(frames::add);
    assertThat(frames.integrated()).isEqualTo(Loudness.of(format, noise)).isPresent();
  }

  @Test
  void doubleTheAmplitudeIsSixDecibelsMore() {
    float[] noise = Signals.noise(new Random(3), 100_000);
    float[] half = new float[noise.length];
    for (int i = 0; i < noise.length; i++) {
      half[i] = noise[i] / 2;
    }
    assertThat(Loudness.of(FORMAT, noise).orElseThrow())
        .isCloseTo(Loudness.of(FORMAT, half).orElseThrow() + 6.0206, within(1e-4));
  }

  @Test
  void refusesFramesOfAnotherRate() {
    Loudness loudness = new Loudness(FORMAT);
    PcmFrame other = PcmFrame.of(PcmFormat.SPEECH, 0, 0f);
    assertThatThrownBy(() -> loudness.add(other)).isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertEqual(
      KWeighting.Coefficients actual, KWeighting.Coefficients expected) {
    Offset<Double> close = within(1e-8);
    assertThat(actual.b0()).isCloseTo(expected.b0(), close);
    assertThat(actual.b1()).isCloseTo(expected.b1(), close);
    assertThat(actual.b2()).isCloseTo(expected.b2(), close);
    assertThat(actual.a1()).isCloseTo(expected.a1(), close);
    assertThat(actual.a2()).isCloseTo(expected.a2(), close);
  }

  private static double measure(PcmFormat format, double frequency, Tone... tones) {
    return Loudness.of(format, tones(format, frequency, tones)).orElseThrow();
  }

  private static float[] tones(PcmFormat format, double frequency, Tone... tones) {
    int rate = format.sampleRate();
    int length = 0;
    for (Tone tone : tones) {
      length += (int) Math.round(tone.seconds() * rate);
    }
    float[] samples = new float[length];
    int start = 0;
    for (Tone tone : tones) {
      int end = start + (int) Math.round(tone.seconds() * rate);
      double amplitude = Math.pow(10, tone.decibels() / 20);
      for (int i = start; i < end; i++) {
        samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * frequency * i / rate));
      }
      start = end;
    }
    return samples;
  }
}
