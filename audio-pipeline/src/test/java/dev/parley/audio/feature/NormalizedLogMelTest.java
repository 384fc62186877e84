package dev.parley.audio.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.Signals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NormalizedLogMelTest {
  private static final int BANDS = 80;

  /// Frames of 10 ms.
  private static final int SECONDS_8 = 800;

  /// What a window's last frame sees of the time behind it.
  private static final int AHEAD = 40;

  @Tag("golden")
  @Test
  void agreesWithWhispersFeatureExtractor() throws IOException {
    NormalizedLogMel features = new NormalizedLogMel(BANDS, SECONDS_8);
    features.append(frame(withConstant(Signals.vowels(8_000), 1, 0.05f)));
    features.append(frame(new float[1_600 + AHEAD]));

    float[] values = features.window();

    // The last 60 frames are kept as expected; everything before them is silence.
    float[] expected = expected();
    for (int band = 0; band < BANDS; band++) {
      for (int frame = 0; frame < 60; frame++) {
        assertThat(values[band * SECONDS_8 + SECONDS_8 - 60 + frame])
            .as("frame %d, band %d", frame, band)
            .isCloseTo(expected[band * 60 + frame], within(1e-3f));
      }
    }
  }

  @Tag("unit")
  @Test
  void isTheSameForLoudAndQuietAndWithAConstant() {
    float[] voice = Signals.vowels(16_000);

    float[] expected = window(40, voice);

    assertSame(window(40, withConstant(voice, 0.1f, 0)), expected, 2e-3f);
    assertSame(window(40, withConstant(voice, 0.5f, 0.05f)), expected, 2e-3f);
  }

  @Tag("unit")
  @Test
  void keepsTheLastFramesOnly() {
    float[] voice = Signals.vowels(16_000);
    float[] noise = Signals.noise(new Random(1), 50_000);
    NormalizedLogMel features = new NormalizedLogMel(BANDS, 40);
    features.append(frame(noise));
    features.append(frame(new float[160 - noise.length % 160]));
    features.append(frame(voice));

    assertSame(features.window(), window(40, voice), 1e-5f);
  }

  @Tag("unit")
  @Test
  void isFlatForSilenceAndAfterAReset() {
    NormalizedLogMel features = new NormalizedLogMel(BANDS, 40);
    assertThat(features.window()).hasSize(40 * BANDS).containsOnly(-1.5f);
    features.append(frame(Signals.vowels(5_000)));
    assertThat(features.window()).doesNotContain(-1.5f);

    features.reset();
    features.append(frame(new float[5_000]));

    assertThat(features.window()).containsOnly(-1.5f);
  }

  private static float[] window(int frames, float[] samples) {
    NormalizedLogMel features = new NormalizedLogMel(BANDS, frames);
    features.append(frame(samples));
    return features.window();
  }

  private static void assertSame(float[] values, float[] expected, float tolerance) {
    assertThat(values).hasSameSizeAs(expected);
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).as("value %d", i).isCloseTo(expected[i], within(tolerance));
    }
  }

  private static PcmFrame frame(float[] samples) {
    return PcmFrame.of(PcmFormat.SPEECH, 0, samples);
  }

  private static float[] withConstant(float[] samples, float gain, float constant) {
    float[] changed = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      changed[i] = gain * samples[i] + constant;
    }
    return changed;
  }

  private static float[] expected() throws IOException {
    String name = "normalized-log-mel.f32";
    try (InputStream stream =
        Objects.requireNonNull(NormalizedLogMelTest.class.getResourceAsStream(name), name)) {
      float[] values = new float[BANDS * 60];
      ByteBuffer.wrap(stream.readAllBytes())
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values);
      return values;
    }
  }
}
