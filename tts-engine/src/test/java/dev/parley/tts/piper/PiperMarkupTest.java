package dev.parley.tts.piper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import dev.parley.tts.Markup;
import dev.parley.tts.MarkupException;
import dev.parley.tts.SpokenWord;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.SynthesisStream;
import dev.parley.tts.SynthesizedAudio;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Markup with a voice whose phonemes come from espeak-ng.
@Tag("model")
class PiperMarkupTest {
  private static InferenceExecutor executor;
  private static PiperSynthesizer synthesizer;

  @BeforeAll
  static void load() {
    executor = new InferenceExecutor(1, 64);
    ModelStore store = ModelStore.standard();
    synthesizer =
        PiperSynthesizer.load(
            store.obtain("piper-en_US-joe-medium").resolve("en_US-joe-medium.onnx"),
            "CC0-1.0",
            store,
            OnnxRuntime.start(Accelerator.CPU),
            executor);
  }

  @AfterAll
  static void close() {
    executor.close();
    synthesizer.close();
  }

  @Test
  void givenPhonemesAreSaidAndWordsKeepTheirPlaces() throws InterruptedException {
    String document =
        "<speak>Dr. <phoneme ph='ʃɪˈvɔːn'>Siobhan</phoneme>, who works for the"
            + " <sub alias='World Health Organization'>WHO</sub>, paid $5.</speak>";
    List<SynthesizedAudio> heard = speak(document);

    List<SpokenWord> words = heard.stream().flatMap(piece -> piece.words().stream()).toList();
    assertThat(words)
        .extracting(word -> document.substring(word.textStart(), word.textEnd()))
        .containsExactly("Dr.", "Siobhan", "who", "works", "for", "the", "WHO", "paid", "$5");
    assertThat(words).extracting(SpokenWord::start).isSorted();
    assertThat(speak(document.replace("ʃɪˈvɔːn", "ˈsaɪəbæn")))
        .isNotEmpty()
        .first()
        .satisfies(
            piece ->
                assertThat(piece.audio().toArray())
                    .isNotEqualTo(heard.getFirst().audio().toArray()));
  }

  @Test
  void anotherLanguageHasOtherPhonemes() throws InterruptedException {
    float[] english = samples("<speak>Die Station ist hier.</speak>");
    float[] german = samples("<speak><lang xml:lang='de-DE'>Die Station ist hier.</lang></speak>");
    float[] unknown = samples("<speak><lang xml:lang='qqq'>Die Station ist hier.</lang></speak>");

    assertThat(german).isNotEqualTo(english);
    assertThat(unknown).isEqualTo(english);
  }

  @Test
  void thePitchStaysAndThePaceChanges() throws InterruptedException {
    float[] plain = samples("<speak>One two three four.</speak>");

    assertThat(samples("<speak><prosody pitch='+4st'>One two three four.</prosody></speak>"))
        .isEqualTo(plain);
    float[] slow = samples("<speak><prosody rate='50%'>One two three four.</prosody></speak>");
    assertThat((double) slow.length / plain.length).isBetween(1.5, 2.5);
  }

  @Test
  void unknownPhonemesAreRefused() {
    assertThatThrownBy(() -> speak("<speak><phoneme ph='ɓʶ'>a</phoneme></speak>"))
        .isInstanceOf(MarkupException.class)
        .hasMessageContaining("'ʶ'");
  }

  private static float[] samples(String document) throws InterruptedException {
    List<SynthesizedAudio> parts = speak(document);
    float[] all = new float[(int) parts.getLast().audio().end()];
    parts.forEach(part -> part.audio().copyTo(all, (int) part.audio().position()));
    return all;
  }

  private static List<SynthesizedAudio> speak(String document) throws InterruptedException {
    List<SynthesizedAudio> heard = new ArrayList<>();
    try (SynthesisStream stream =
        synthesizer.open(
            synthesizer.voices().getFirst(),
            SynthesisSettings.DEFAULT.withMarkup(Markup.SSML),
            heard::add)) {
      stream.write(document);
      stream.finish();
    }
    return heard;
  }
}
