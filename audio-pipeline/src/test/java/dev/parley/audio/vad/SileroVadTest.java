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
    List<Float> probabilities = judge(Signals.vowels(32_000));
    assertThat(probabilities.stream().filter(probability -> probability > 0.5f).count())
        .isGreaterThan(probabilities.size() / 2);
  }

  @Test
  void keepsStreamsApartAndResets() {
    PcmFrame voice = PcmFrame.of(PcmFormat.SPEECH, 0, Signals.vowels(32_000), 8_192, 512);
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
}
