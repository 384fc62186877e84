package dev.parley.tts.hibari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compares with the published formula, evaluated word by word in double precision.
@Tag("unit")
class HibariVocoderTest {
  private static final int BINS = 601;
  private static final int HOP = 300;
  private static final int LENGTH = 1_200;

  private final HibariVocoder vocoder = new HibariVocoder();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 11})
  void waveformIsThatOfTheFormula(int frames) {
    HibariSpectrum spectrum = spectrum(frames);

    float[] waveform = vocoder.render(spectrum, NoiseSource.silent(VoiceFilter.CHUNK));

    double[] expected = formula(spectrum);
    assertThat(waveform).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) waveform[i]).as("sample %d", i).isCloseTo(expected[i], within(5e-3));
    }
  }

  @Test
  void longUtterancesAreTransformedInSeveralBlocksWithoutASeam() {
    HibariSpectrum whole = spectrum(300);
    float[] waveform = vocoder.render(whole, NoiseSource.silent(VoiceFilter.CHUNK));
    HibariSpectrum start = firstFrames(whole, 300, 120);

    float[] shorter = vocoder.render(start, NoiseSource.silent(VoiceFilter.CHUNK));

    // A sample depends on two frames before and behind it; the pitch reaches one frame further.
    for (int i = 0; i < 116 * HOP; i++) {
      assertThat(waveform[i]).isCloseTo(shorter[i], within(1e-4f));
    }
  }

  @Test
  void noiseIsTheSameForTheSameSeed() {
    HibariSpectrum spectrum = spectrum(40);

    float[] first = vocoder.render(spectrum, NoiseSource.seeded(VoiceFilter.CHUNK, 1));
    float[] second = vocoder.render(spectrum, NoiseSource.seeded(VoiceFilter.CHUNK, 1));
    float[] other = vocoder.render(spectrum, NoiseSource.seeded(VoiceFilter.CHUNK, 2));

    assertThat(first).isEqualTo(second).isNotEqualTo(other);
  }

  @Test
  void noiseHasUnitVariance() {
    NoiseSource noise = NoiseSource.seeded(VoiceFilter.CHUNK, 3);
    float[] values = new float[VoiceFilter.CHUNK];
    double sum = 0;
    double squares = 0;
    int rounds = 200;
    for (int round = 0; round < rounds; round++) {
      noise.fill(values);
      for (float value : values) {
        sum += value;
        squares += value * value;
      }
    }
    double count = (double) rounds * values.length;
    assertThat(sum / count).isCloseTo(0, within(0.01));
    assertThat(squares / count).isCloseTo(1, within(0.02));
  }

  @Test
  void nothingGivesNothing() {
    assertThat(vocoder.render(spectrum(0), NoiseSource.silent(VoiceFilter.CHUNK))).isEmpty();
  }

  private static HibariSpectrum spectrum(int frames) {
    SplittableRandom random = new SplittableRandom(11);
    float[] pitch = new float[frames];
    for (int t = 0; t < frames; t++) {
      pitch[t] = t % 7 == 3 ? 0 : 180 + 10 * t % 90;
    }
    return new HibariSpectrum(
        part(frames, () -> random.nextDouble(-6, -3)),
        part(frames, () -> random.nextDouble(-4, 4)),
        part(frames, () -> random.nextDouble(-12, -2)),
        part(frames, () -> random.nextDouble(-8, 1)),
        part(frames, () -> random.nextDouble(-9, 9)),
        FloatBuffer.wrap(pitch),
        LongBuffer.allocate(0));
  }

  private static FloatBuffer part(int frames, DoubleSupplier values) {
    FloatBuffer part = FloatBuffer.allocate(BINS * frames);
    while (part.hasRemaining()) {
      part.put((float) values.getAsDouble());
    }
    return part.flip();
  }

  private static HibariSpectrum firstFrames(HibariSpectrum whole, int frames, int count) {
    return new HibariSpectrum(
        firstFrames(whole.harmonicLevel(), frames, count),
        firstFrames(whole.harmonicPhase(), frames, count),
        firstFrames(whole.noiseLevel(), frames, count),
        firstFrames(whole.freeLevel(), frames, count),
        firstFrames(whole.freePhase(), frames, count),
        whole.pitch().slice(0, count),
        LongBuffer.allocate(0));
  }

  private static FloatBuffer firstFrames(FloatBuffer part, int frames, int count) {
    FloatBuffer first = FloatBuffer.allocate(BINS * count);
    for (int bin = 0; bin < BINS; bin++) {
      first.put(part.slice(bin * frames, count));
    }
    return first.flip();
  }

  private static double[] formula(HibariSpectrum spectrum) {
    int frames = spectrum.frames();
    double[] pulses = pulses(spectrum.pitch());
    double[] sum = new double[(frames + 3) * HOP];
    double[] weight = new double[sum.length];
    double[] cosines = new double[LENGTH];
    double[] sines = new double[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      cosines[i] = Math.cos(2 * Math.PI * i / LENGTH);
      sines[i] = Math.sin(2 * Math.PI * i / LENGTH);
    }
    for (int t = 0; t < frames; t++) {
      double[] frame = new double[LENGTH];
      for (int bin = 0; bin < BINS; bin++) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < LENGTH; i++) {
          int angle = (int) ((long) bin * i % LENGTH);
          double sample = hann(i) * mirrored(pulses, t * HOP + i - LENGTH / 2) / HOP;
          re += sample * cosines[angle];
          im -= sample * sines[angle];
        }
        int index = bin * frames + t;
        double gain = Math.exp(Math.min(spectrum.harmonicLevel().get(index), 7));
        double shift = Math.PI * Math.tanh(spectrum.harmonicPhase().get(index));
        double free = Math.exp(Math.min(spectrum.freeLevel().get(index), 7));
        double phase = spectrum.freePhase().get(index);
        double r = gain * (re * Math.cos(shift) - im * Math.sin(shift)) + free * Math.cos(phase);
        double m = gain * (re * Math.sin(shift) + im * Math.cos(shift)) + free * Math.sin(phase);
        double share = bin == 0 || bin == BINS - 1 ? 1.0 / LENGTH : 2.0 / LENGTH;
        for (int i = 0; i < LENGTH; i++) {
          int angle = (int) ((long) bin * i % LENGTH);
          boolean edge = bin == 0 || bin == BINS - 1;
          frame[i] += share * (r * cosines[angle] - (edge ? 0 : m * sines[angle]));
        }
      }
      for (int i = 0; i < LENGTH; i++) {
        sum[t * HOP + i] += hann(i) * frame[i];
        weight[t * HOP + i] += hann(i) * hann(i);
      }
    }
    double[] waveform = new double[frames * HOP];
    for (int i = 0; i < waveform.length; i++) {
      int at = i + LENGTH / 2;
      waveform[i] = at < sum.length ? sum[at] / Math.max(weight[at], 1e-11) : 0;
    }
    return waveform;
  }

  private static double[] pulses(FloatBuffer pitch) {
    int frames = pitch.capacity();
    double[] pulses = new double[frames * HOP];
    double phase = 0;
    for (int i = 0; i < pulses.length; i++) {
      double place = (i + 0.5) / HOP - 0.5;
      int left = (int) Math.floor(place);
      double share = place - left;
      double frequency =
          (1 - share) * pitch.get(Math.max(left, 0))
              + share * pitch.get(Math.min(left + 1, frames - 1));
      phase += Math.max(frequency, 40) / 24_000;
      if (frequency > 40) {
        for (int harmonic = 1; harmonic <= (int) (11_000 / frequency); harmonic++) {
          pulses[i] += Math.cos(2 * Math.PI * harmonic * phase);
        }
      }
    }
    return pulses;
  }

  private static double mirrored(double[] values, int index) {
    int period = 2 * (values.length - 1);
    int place = Math.floorMod(index, period);
    return values[Math.min(place, period - place)];
  }

  private static double hann(int i) {
    return 0.5 - 0.5 * Math.cos(2 * Math.PI * i / LENGTH);
  }
}
