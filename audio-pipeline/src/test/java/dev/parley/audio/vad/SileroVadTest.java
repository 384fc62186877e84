package dev.parley.audio.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.Signals;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("model")
class SileroVadTest {
  private static VoiceActivityModel model = new EnergyVad();

  @BeforeAll
  static void load() {
    model =
        SileroVad.load(
            OnnxRuntime.start(Accelerator.CPU), ModelStore.standard().obtain("silero-vad"));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void hearsNoVoiceInSilenceNoiseAndTones() {
    assertThat(judge(new float[32_000])).allMatch(probability -> probability < 0.3f);
    assertThat(judge(Signals.noise(new Random(1), 32_000))).allMatch(p -> p < 0.5f);
    assertThat(judge(Signals.sine(16_000, 1_000, 32_000))).allMatch(p -> p < 0.5f);
  }

  @Test
  void hearsAVoice() {
    List<Float> probabilities = judge(vowels());
    assertThat(probabilities.stream().filter(probability -> probability > 0.5f).count())
        .isGreaterThan(probabilities.size() / 2);
  }

  @Test
  void keepsStreamsApartAndResets() {
    PcmFrame voice = PcmFrame.of(PcmFormat.SPEECH, 0, vowels(), 8_192, 512);
    PcmFrame silence = PcmFrame.of(PcmFormat.SPEECH, 0, new float[512]);
    try (VoiceActivityDetector one = model.open();
        VoiceActivityDetector other = model.open()) {
      float first = one.speechProbability(voice);
      other.speechProbability(silence);
      float second = one.speechProbability(voice);
      assertThat(other.speechProbability(silence)).isLessThan(0.3f);
      one.reset();
      assertThat(one.speechProbability(voice)).isEqualTo(first);
      assertThat(one.speechProbability(voice)).isEqualTo(second);
      assertThatThrownBy(() -> one.speechProbability(voice.slice(0, 100)))
          .hasMessageContaining("put a Framer before it");
    }
  }

  private static List<Float> judge(float[] samples) {
    List<Float> probabilities = new ArrayList<>();
    try (VoiceActivityDetector detector = model.open()) {
      for (int start = 0; start + 512 <= samples.length; start += 512) {
        probabilities.add(
            detector.speechProbability(PcmFrame.of(PcmFormat.SPEECH, start, samples, start, 512)));
      }
    }
    return probabilities;
  }

  /// Two seconds of a buzz of 120 Hz through the moving formants of "ah" and "ee".
  private static float[] vowels() {
    float[] samples = new float[32_000];
    double phase = 0;
    double[] state = new double[6];
    for (int i = 0; i < samples.length; i++) {
      double pitch = 120 + 15 * Math.sin(2 * Math.PI * 2 * i / 16_000.0);
      phase += pitch / 16_000;
      double pulse = phase >= 1 ? 1 : 0;
      phase -= Math.floor(phase);
      double glide = 0.5 - 0.5 * Math.cos(2 * Math.PI * 3 * i / 16_000.0);
      double sound = resonate(pulse, 700 - 400 * glide, 90, state, 0);
      sound = resonate(sound, 1_200 + 1_000 * glide, 110, state, 2);
      sound = resonate(sound, 2_600, 160, state, 4);
      samples[i] = (float) (0.6 * glide * sound + 0.2 * sound);
    }
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= 0.5f / peak;
    }
    return samples;
  }

  private static double resonate(
      double input, double frequency, double bandwidth, double[] state, int offset) {
    double radius = Math.exp(-Math.PI * bandwidth / 16_000);
    double output =
        (1 - radius) * input
            + 2 * radius * Math.cos(2 * Math.PI * frequency / 16_000) * state[offset]
            - radius * radius * state[offset + 1];
    state[offset + 1] = state[offset];
    state[offset] = output;
    return output;
  }
}
