package dev.parley.tts.piper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.audio.PcmFormat;
import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import dev.parley.tts.Gender;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.SpeechSynthesizerContract;
import dev.parley.tts.SpokenWord;
import dev.parley.tts.SynthesisException;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.SynthesisStream;
import dev.parley.tts.SynthesizedAudio;
import dev.parley.tts.Voice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("model")
class PiperSynthesizerTest extends SpeechSynthesizerContract {
  private static InferenceExecutor executor;
  private static PiperSynthesizer synthesizer;

  @BeforeAll
  static void load() {
    executor = new InferenceExecutor(1, 64);
    synthesizer = joe();
  }

  @AfterAll
  static void close() {
    executor.close();
    synthesizer.close();
  }

  @Override
  protected SpeechSynthesizer synthesizer() {
    return synthesizer;
  }

  @Test
  void theVoiceSaysWhatItIs() {
    assertThat(synthesizer.voices())
        .containsExactly(
            new Voice(
                "en_US-joe-medium",
                "en-US",
                Gender.UNKNOWN,
                "piper",
                "CC0-1.0",
                new PcmFormat(22_050)));
  }

  @Test
  void speaksAtANaturalPaceAndLevel() throws InterruptedException {
    float[] samples = spoken("Good evening, and welcome to the museum. Tickets cost $12.50.");

    assertThat(samples.length / 22_050.0).isBetween(3.0, 7.0);
    double squares = 0;
    for (float sample : samples) {
      squares += sample * sample;
    }
    assertThat(Math.sqrt(squares / samples.length)).isBetween(0.05, 0.1);
  }

  @Test
  void knowsWhenEachWordIsHeard() throws InterruptedException {
    String text = "Good evening, it is $5.";
    List<SynthesizedAudio> heard = new ArrayList<>();
    try (SynthesisStream stream =
        synthesizer.open(synthesizer.voices().getFirst(), SynthesisSettings.DEFAULT, heard::add)) {
      stream.write(text);
      stream.finish();
    }

    List<SpokenWord> words = heard.stream().flatMap(piece -> piece.words().stream()).toList();
    assertThat(words)
        .extracting(word -> text.substring(word.textStart(), word.textEnd()))
        .containsExactly("Good", "evening", "it", "is", "$5");
    for (int i = 0; i + 1 < words.size(); i++) {
      assertThat(words.get(i).end()).isBetween(words.get(i).start() + 1, words.get(i + 1).start());
    }
    assertThat(words.getLast().end()).isLessThanOrEqualTo(heard.getLast().audio().end());
  }

  @Test
  void aClosedSynthesizerFailsItsStreams() {
    PiperSynthesizer closed = joe();
    closed.close();
    closed.close();

    SynthesisStream stream =
        closed.open(closed.voices().getFirst(), SynthesisSettings.DEFAULT, piece -> {});
    stream.write("Hello.");

    assertThatThrownBy(stream::finish)
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("The synthesiser is closed.");
  }

  private static PiperSynthesizer joe() {
    ModelStore store = ModelStore.standard();
    return PiperSynthesizer.load(
        store.obtain("piper-en_US-joe-medium").resolve("en_US-joe-medium.onnx"),
        "CC0-1.0",
        store,
        OnnxRuntime.start(Accelerator.CPU),
        executor);
  }

  private static float[] spoken(String text) throws InterruptedException {
    List<SynthesizedAudio> heard = new ArrayList<>();
    try (SynthesisStream stream =
        synthesizer.open(synthesizer.voices().getFirst(), SynthesisSettings.DEFAULT, heard::add)) {
      stream.write(text);
      stream.finish();
    }
    float[] samples = new float[0];
    for (SynthesizedAudio piece : heard) {
      int length = samples.length;
      samples = Arrays.copyOf(samples, length + piece.audio().length());
      System.arraycopy(piece.audio().toArray(), 0, samples, length, piece.audio().length());
    }
    return samples;
  }
}
