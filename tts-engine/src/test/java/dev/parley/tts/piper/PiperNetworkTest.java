package dev.parley.tts.piper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import dev.parley.tts.prosody.Prosody;
import dev.parley.tts.text.TextChunk.Boundary;
import dev.parley.tts.waveform.Utterance;
import dev.parley.tts.waveform.UtteranceListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("model")
class PiperNetworkTest {
  private static final String PHONEMES =
      "ɡˈʊd mˈɔːɹnɪŋ, ænd wˈɛlkʌm tə ðə mjuːzˈiəm, wˈɪtʃ ɪz ˈoʊpən ˈɛvɹi dˈeɪ.";

  /// 90 ms.
  private static final int MARGIN = 2_000;

  /// The frames around a part must be enough for every sample of it.
  @Test
  void whatIsDecodedInPartsSoundsLikeTheWhole() {
    Path network =
        ModelStore.standard().obtain("piper-en_US-joe-medium").resolve("en_US-joe-medium.onnx");
    try (PiperVoice voice =
        PiperVoice.load(network, "CC0-1.0", OnnxRuntime.start(Accelerator.CPU))) {
      float[] whole = voice.speak(PHONEMES, 0, Prosody.NEUTRAL, Boundary.SENTENCE).samples();
      List<float[]> parts = new ArrayList<>();
      boolean divided =
          voice.speak(
              PHONEMES,
              0,
              Prosody.NEUTRAL,
              Boundary.SENTENCE,
              new UtteranceListener() {
                @Override
                public boolean isListening() {
                  return true;
                }

                @Override
                public void begin(Utterance beginning, boolean last) {
                  parts.add(beginning.samples());
                }

                @Override
                public void continueWith(float[] samples, boolean last) {
                  parts.add(samples);
                }
              });

      assertThat(divided).isTrue();
      assertThat(parts).hasSizeGreaterThan(2);
      float[] joined = joined(parts);
      // The two find the first sound in their own ways, so they may start at different samples.
      int shift = shift(joined, whole);
      for (int i = MARGIN; i < joined.length - 8_000; i++) {
        assertThat(joined[i]).as("sample %d", i).isCloseTo(whole[i + shift], within(1e-3f));
      }
    }
  }

  private static int shift(float[] part, float[] whole) {
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int shift = -MARGIN; shift <= MARGIN; shift++) {
      double difference = 0;
      for (int i = MARGIN; i < 10 * MARGIN; i++) {
        difference += Math.abs(part[i] - whole[i + shift]);
      }
      if (difference < least) {
        least = difference;
        best = shift;
      }
    }
    return best;
  }

  private static float[] joined(List<float[]> parts) {
    float[] all = new float[0];
    for (float[] part : parts) {
      int length = all.length;
      all = Arrays.copyOf(all, length + part.length);
      System.arraycopy(part, 0, all, length, part.length);
    }
    return all;
  }
}
