package dev.parley.tts.hibari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.parley.tts.english.Accent;
import dev.parley.tts.english.EnglishPhonemizer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("model")
class HibariSynthesizerTest extends SpeechSynthesizerContract {
  private static final OnnxRuntime RUNTIME = OnnxRuntime.start(Accelerator.CPU);

  private static InferenceExecutor executor;
  private static EnglishPhonemizer phonemizer;
  private static HibariSynthesizer synthesizer;

  @BeforeAll
  static void load() {
    executor = new InferenceExecutor(1, 64);
    phonemizer =
        EnglishPhonemizer.load(
            ModelStore.standard().obtain("english-phonemes"), RUNTIME, Accent.AMERICAN);
    synthesizer = heart();
  }

  @AfterAll
  static void close() {
    executor.close();
    synthesizer.close();
    phonemizer.close();
  }

  @Override
  protected SpeechSynthesizer synthesizer() {
    return synthesizer;
  }

  @Test
  void theFirstSoundComesWithinFiftyMilliseconds() throws InterruptedException {
    List<SynthesizedAudio> heard = new ArrayList<>();
    try (SynthesisStream stream =
        synthesizer.open(synthesizer.voices().getFirst(), SynthesisSettings.DEFAULT, heard::add)) {
      stream.write("Good evening, and welcome.");
      stream.finish();
    }

    float[] samples = heard.getFirst().audio().toArray();
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    int first = 0;
    while (Math.abs(samples[first]) < peak / 100) {
      first++;
    }
    assertThat(first).isLessThanOrEqualTo(24_000 / 20);
  }

  @Test
  void everyWordSaysWhenItIsHeard() throws InterruptedException {
    String text = "The price is **$5**, isn't it? Yes.";
    List<SynthesizedAudio> heard = new ArrayList<>();
    try (SynthesisStream stream =
        synthesizer.open(synthesizer.voices().getFirst(), SynthesisSettings.DEFAULT, heard::add)) {
      stream.write(text);
      stream.finish();
    }

    List<SpokenWord> words = heard.stream().flatMap(piece -> piece.words().stream()).toList();
    assertThat(words)
        .extracting(word -> text.substring(word.textStart(), word.textEnd()))
        .containsExactly("The", "price", "is", "$5", "isn't", "it", "Yes");
    assertThat(words).extracting(SpokenWord::start).isSorted();
    assertThat(words).allMatch(word -> word.start() < word.end());
    for (SynthesizedAudio piece : heard) {
      assertThat(piece.words())
          .allMatch(word -> word.start() >= piece.audio().position())
          .allMatch(word -> word.end() <= piece.audio().end());
    }
  }

  /// Each sentence starts with a sound at once: its pause in front is cut to 35 ms.
  @ParameterizedTest
  @ValueSource(strings = {"Stop.", "Ships are here.", "A cap.", "Four men came.", "Now or never."})
  void theFirstWordStartsWithTheFirstSound(String text) throws InterruptedException {
    List<SynthesizedAudio> heard = new ArrayList<>();
    try (SynthesisStream stream =
        synthesizer.open(synthesizer.voices().getFirst(), SynthesisSettings.DEFAULT, heard::add)) {
      stream.write(text);
      stream.finish();
    }

    assertThat(heard.getFirst().words().getFirst().start()).isLessThan(24_000 * 60 / 1_000);
  }

  @Test
  void aClosedSynthesizerFailsItsStreams() {
    HibariSynthesizer closed = heart();
    closed.close();
    closed.close();

    SynthesisStream stream =
        closed.open(closed.voices().getFirst(), SynthesisSettings.DEFAULT, piece -> {});
    stream.write("Hello.");

    assertThatThrownBy(stream::finish)
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("The synthesiser is closed.");
  }

  private static HibariSynthesizer heart() {
    return HibariSynthesizer.load(
        new Voice(
            "heart", "en-US", Gender.FEMALE, "hibari", "Apache-2.0", HibariSynthesizer.FORMAT),
        ModelStore.standard().obtain("hibari-heart"),
        phonemizer,
        RUNTIME,
        executor);
  }
}
