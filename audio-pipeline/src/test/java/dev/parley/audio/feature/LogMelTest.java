package dev.parley.audio.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogMelTest {
  private static final int FRAMES = 60;

  @Tag("golden")
  @ParameterizedTest
  @ValueSource(ints = {80, 128})
  void agreesWithFasterWhisper(int bins) throws IOException {
    float[] signal = signal();
    LogMel logMel = new LogMel(bins);
    logMel.append(signal, 0, signal.length);

    FeatureWindow window = logMel.window(0, signal.length, FRAMES);

    float[] expected = expected(bins);
    assertThat(window.contentFrames()).isEqualTo(50);
    assertThat(window.values()).hasSameSizeAs(expected);
    for (int frame = 0; frame < FRAMES; frame++) {
      for (int bin = 0; bin < bins; bin++) {
        // The others keep a row for each band.
        assertThat(window.values()[frame * bins + bin])
            .as("frame %d, band %d", frame, bin)
            .isCloseTo(expected[bin * FRAMES + frame], within(2e-3f));
      }
    }
  }

  @Tag("unit")
  @ParameterizedTest
  @ValueSource(ints = {1, 37, 160, 512, 4000})
  void doesNotDependOnThePiecesInWhichAudioArrives(int piece) {
    float[] signal = signal();
    LogMel whole = new LogMel(80);
    whole.append(signal, 0, signal.length);
    LogMel pieces = new LogMel(80);
    for (int start = 0; start < signal.length; start += piece) {
      pieces.append(signal, start, Math.min(piece, signal.length - start));
      long samples = pieces.samples();
      if (samples > 3000 && samples < 3600) {
        pieces.window(0, samples, FRAMES);
      }
    }

    assertThat(pieces.window(0, signal.length, FRAMES).values())
        .isEqualTo(whole.window(0, signal.length, FRAMES).values());
  }

  @Tag("unit")
  @Test
  void keepsTheRestWhenOldFramesAreDiscarded() {
    float[] signal = signal();
    LogMel whole = new LogMel(80);
    whole.append(signal, 0, signal.length);
    LogMel discarding = new LogMel(80);
    discarding.append(signal, 0, 5000);
    discarding.discard(20);
    discarding.append(signal, 5000, signal.length - 5000);

    assertThat(discarding.firstFrame()).isEqualTo(20);
    assertThat(discarding.window(20, signal.length, 40).values())
        .isEqualTo(whole.window(20, signal.length, 40).values());
  }

  @Tag("unit")
  @Test
  void isFlatForSilence() {
    LogMel logMel = new LogMel(80);
    logMel.append(new float[16_000], 0, 16_000);

    float[] values = logMel.window(0, 16_000, 200).values();

    float first = values[0];
    assertThat(first).isEqualTo(-1.5f);
    assertThat(values).containsOnly(first);
  }

  @Tag("unit")
  @Test
  void bandsHaveTheSameArea() {
    float[][] weights = LogMel.weights(80);

    assertThat(weights).hasDimensions(80, 201);
    // The lower ones are narrower than a few frequencies, of which they catch more or less.
    for (int band = 40; band < 80; band++) {
      float sum = 0;
      for (float weight : weights[band]) {
        sum += weight;
      }
      assertThat(40 * sum).as("band %d", band).isCloseTo(1, within(0.1f));
    }
  }

  private static float[] signal() {
    float[] signal = new float[8000];
    long state = 1;
    for (int i = 0; i < signal.length; i++) {
      state = (state * 1103515245 + 12345) % (1L << 31);
      double noise = state / (double) (1 << 30) - 1;
      double t = i / 16_000.0;
      double tone = t < 0.35 ? 0.3 * Math.sin(2 * Math.PI * (200 * t + 3500 * t * t)) : 0;
      signal[i] = (float) (tone + 0.01 * noise);
    }
    return signal;
  }

  private static float[] expected(int bins) throws IOException {
    String name = "log-mel-%d.f32".formatted(bins);
    try (InputStream stream =
        Objects.requireNonNull(LogMelTest.class.getResourceAsStream(name), name)) {
      float[] values = new float[bins * FRAMES];
      ByteBuffer.wrap(stream.readAllBytes())
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values);
      return Arrays.copyOf(values, values.length);
    }
  }
}
