package dev.parley.tts.hibari;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import dev.parley.tts.text.TextChunk.Boundary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("model")
class HibariVoiceTest {
  private static final String HELLO = "həlˈO ðˈɛɹ, hˌW ɑɹ ju tədˈA?";
  private static final HibariVoice VOICE =
      HibariVoice.load(
          ModelStore.standard().obtain("hibari-heart"), OnnxRuntime.start(Accelerator.CPU));

  @AfterAll
  static void close() {
    VOICE.close();
  }

  @Test
  void speaksAtANaturalPaceAndLevel() {
    float[] spoken = VOICE.speak(HELLO, 1, Boundary.SENTENCE);

    double seconds = (double) spoken.length / HibariVocoder.SAMPLE_RATE;
    assertThat(seconds).isBetween(1.2, 2.6);
    double squares = 0;
    float peak = 0;
    for (float sample : spoken) {
      squares += sample * sample;
      peak = Math.max(peak, Math.abs(sample));
    }
    assertThat(peak).isBetween(0.1f, 1f);
    assertThat(Math.sqrt(squares / spoken.length)).isBetween(0.03, 0.2);
  }

  @Test
  void theSameSoundsTheSame() {
    assertThat(VOICE.speak(HELLO, 1, Boundary.WORD))
        .isEqualTo(VOICE.speak(HELLO, 1, Boundary.WORD));
  }

  @Test
  void unknownSymbolsAreLeftOut() {
    assertThat(VOICE.speak("\uD83D\uDE00" + HELLO + "漢", 1, Boundary.WORD))
        .isEqualTo(VOICE.speak(HELLO, 1, Boundary.WORD));
    assertThat(VOICE.speak("漢字", 1, Boundary.WORD)).isEmpty();
    assertThat(VOICE.speak("", 1, Boundary.WORD)).isEmpty();
  }

  @Test
  void longUtterancesAreSpokenInParts() {
    float[] once = VOICE.speak(HELLO, 1, Boundary.SENTENCE);
    float[] often = VOICE.speak((HELLO + " ").repeat(40).strip(), 1, Boundary.SENTENCE);
    assertThat((double) often.length / once.length).isBetween(25.0, 45.0);
  }
}
