package dev.parley.tts.hibari;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import dev.parley.tts.prosody.Prosody;
import dev.parley.tts.text.TextChunk.Boundary;
import dev.parley.tts.waveform.Utterance;
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
    float[] spoken = VOICE.speak(HELLO, Prosody.NEUTRAL, Boundary.SENTENCE).samples();

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
    assertThat(VOICE.speak(HELLO, Prosody.NEUTRAL, Boundary.WORD).samples())
        .isEqualTo(VOICE.speak(HELLO, Prosody.NEUTRAL, Boundary.WORD).samples());
  }

  @Test
  void unknownSymbolsAreLeftOut() {
    assertThat(VOICE.speak("\uD83D\uDE00" + HELLO + "漢", Prosody.NEUTRAL, Boundary.WORD).samples())
        .isEqualTo(VOICE.speak(HELLO, Prosody.NEUTRAL, Boundary.WORD).samples());
    assertThat(VOICE.speak("漢字", Prosody.NEUTRAL, Boundary.WORD).samples()).isEmpty();
    assertThat(VOICE.speak("", Prosody.NEUTRAL, Boundary.WORD).samples()).isEmpty();
  }

  @Test
  void longUtterancesAreSpokenInParts() {
    float[] once = VOICE.speak(HELLO, Prosody.NEUTRAL, Boundary.SENTENCE).samples();
    float[] often =
        VOICE.speak((HELLO + " ").repeat(40).strip(), Prosody.NEUTRAL, Boundary.SENTENCE).samples();
    assertThat((double) often.length / once.length).isBetween(25.0, 45.0);
  }

  @Test
  void knowsWhenEachPhonemeSounds() {
    Utterance once = VOICE.speak(HELLO, Prosody.NEUTRAL, Boundary.SENTENCE);
    Utterance slow = VOICE.speak(HELLO, Prosody.atRate(0.5), Boundary.SENTENCE);

    assertThat(once.isTimed()).isTrue();
    for (int i = 0; i + 1 < HELLO.length(); i++) {
      assertThat(once.end(i)).isBetween(once.start(i), once.start(i + 1));
    }
    assertThat(once.start(0)).isLessThan(HibariVocoder.SAMPLE_RATE / 10);
    assertThat(once.end(HELLO.length() - 1)).isLessThanOrEqualTo(once.samples().length);
    int half = HELLO.length() / 2;
    assertThat((double) slow.start(half) / once.start(half)).isBetween(1.6, 2.4);
  }

  @Test
  void timesGoOnFromPartToPart() {
    String phonemes = (HELLO + " ").repeat(40).strip();

    Utterance spoken = VOICE.speak(phonemes, Prosody.NEUTRAL, Boundary.SENTENCE);

    for (int i = 0; i + 1 < phonemes.length(); i++) {
      assertThat(spoken.start(i + 1)).isGreaterThanOrEqualTo(spoken.end(i));
    }
    assertThat(spoken.end(phonemes.length() - 1))
        .isBetween(spoken.samples().length * 9 / 10, spoken.samples().length);
  }
}
