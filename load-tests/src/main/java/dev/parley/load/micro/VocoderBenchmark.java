package dev.parley.load.micro;

import dev.parley.tts.hibari.HibariSpectrum;
import dev.parley.tts.hibari.HibariVocoder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The vocoder of hibari. Two thirds of the frames have a pitch, about as many as in speech.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class VocoderBenchmark {
  private static final int FRAMES = 4 * 80;
  private static final int BINS = 601;
  private static final float PITCH = 200;

  private final HibariVocoder vocoder = new HibariVocoder();
  private final HibariSpectrum spectrum = spectrum();

  /// Makes a waveform of 4 s.
  @Benchmark
  public float[] render4s() {
    return vocoder.render(spectrum, 1);
  }

  private static HibariSpectrum spectrum() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    FloatBuffer pitch = FloatBuffer.allocate(FRAMES);
    for (int i = 0; i < FRAMES; i++) {
      pitch.put(i, i % 60 < 40 ? PITCH + i % 60 : 0);
    }
    return new HibariSpectrum(
        part(random, -6),
        part(random, 0),
        part(random, -8),
        part(random, -8),
        part(random, 0),
        pitch,
        LongBuffer.allocate(0));
  }

  private static FloatBuffer part(RandomGenerator random, double mean) {
    FloatBuffer values = FloatBuffer.allocate(BINS * FRAMES);
    for (int i = 0; i < values.capacity(); i++) {
      values.put(i, (float) random.nextGaussian(mean, 1));
    }
    return values;
  }
}
