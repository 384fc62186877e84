package dev.parley.tts.hibari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import dev.parley.tts.Gender;
import dev.parley.tts.Markup;
import dev.parley.tts.SpokenMark;
import dev.parley.tts.SpokenWord;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.SynthesisStream;
import dev.parley.tts.SynthesizedAudio;
import dev.parley.tts.Voice;
import dev.parley.tts.english.Accent;
import dev.parley.tts.english.EnglishPhonemizer;
import dev.parley.tts.pronunciation.Alphabet;
import dev.parley.tts.pronunciation.LexiconEntry;
import dev.parley.tts.pronunciation.Pronunciation.Sounds;
import dev.parley.tts.pronunciation.PronunciationLexicon;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What markup does to a real voice, measured in its audio.
@Tag("model")
class HibariMarkupTest {
  private static final int RATE = HibariSynthesizer.FORMAT.sampleRate();
  private static final String VOICED = "We all run along a narrow lane, you and I and Emily.";

  private static InferenceExecutor executor;
  private static EnglishPhonemizer phonemizer;
  private static HibariSynthesizer synthesizer;

  @BeforeAll
  static void load() {
    OnnxRuntime runtime = OnnxRuntime.start(Accelerator.CPU);
    executor = new InferenceExecutor(1, 64);
    ModelStore store = ModelStore.standard();
    phonemizer = EnglishPhonemizer.load(store.obtain("english-phonemes"), runtime, Accent.AMERICAN);
    synthesizer =
        HibariSynthesizer.load(
            new Voice(
                "heart", "en-US", Gender.FEMALE, "hibari", "Apache-2.0", HibariSynthesizer.FORMAT),
            store.obtain("hibari-heart"),
            phonemizer,
            runtime,
            executor);
  }

  @AfterAll
  static void close() {
    executor.close();
    synthesizer.close();
    phonemizer.close();
  }

  @ParameterizedTest
  @CsvSource({"+4st, 1.26", "-4st, 0.794", "+20%, 1.2", "x-low, 0.749"})
  void thePitchMovesAsAsked(String pitch, double factor) throws InterruptedException {
    double present = pitchOf(samples(speak("<speak>" + VOICED + "</speak>")));
    double changed =
        pitchOf(
            samples(
                speak("<speak><prosody pitch='%s'>%s</prosody></speak>".formatted(pitch, VOICED))));

    assertThat(present).isBetween(120.0, 320.0);
    assertThat(changed / present).isEqualTo(factor, within(0.05));
  }

  @Test
  void hertzAreAdded() throws InterruptedException {
    double present = pitchOf(samples(speak("<speak>" + VOICED + "</speak>")));
    double changed =
        pitchOf(samples(speak("<speak><prosody pitch='+40Hz'>" + VOICED + "</prosody></speak>")));

    assertThat(changed - present).isEqualTo(40, within(8.0));
  }

  @Test
  void theVolumeIsThatOfTheSamples() throws InterruptedException {
    double present = level(samples(speak("<speak>" + VOICED + "</speak>")));
    double soft =
        level(samples(speak("<speak><prosody volume='-6dB'>" + VOICED + "</prosody></speak>")));
    float[] silent =
        samples(speak("<speak><prosody volume='silent'>" + VOICED + "</prosody></speak>"));

    assertThat(soft / present).isEqualTo(0.501, within(0.02));
    assertThat(silent).hasSizeGreaterThan(RATE);
    assertThat(level(silent)).isZero();
  }

  @Test
  void aBreakIsAsLongAsItSays() throws InterruptedException {
    String document = "<speak>Ready<break time='%s'/>go.</speak>";
    float[] none = samples(speak(document.formatted("1ms")));
    float[] longer = samples(speak(document.formatted("1501ms")));

    assertThat(longer.length - none.length).isEqualTo(RATE * 3 / 2);
    assertThat(longestSilence(longer)).isBetween(RATE * 3 / 2, RATE * 17 / 10);
  }

  @Test
  void marksAreWhereWordsStart() throws InterruptedException {
    String document =
        "<speak>The <mark name='sub'/><sub alias='World Wide Web'>WWW</sub> was <mark name='new'/>"
            + "new<break time='700ms'/> in <mark name='year'/><say-as interpret-as='date'"
            + " format='y'>1991</say-as>.<mark name='end'/></speak>";
    List<SynthesizedAudio> heard = speak(document);

    List<SpokenWord> words = heard.stream().flatMap(piece -> piece.words().stream()).toList();
    assertThat(words)
        .extracting(word -> document.substring(word.textStart(), word.textEnd()))
        .containsExactly("The", "WWW", "was", "new", "in", "1991");
    List<SpokenMark> marks = heard.stream().flatMap(piece -> piece.marks().stream()).toList();
    assertThat(marks)
        .containsExactly(
            new SpokenMark("sub", words.get(1).start()),
            new SpokenMark("new", words.get(3).start()),
            new SpokenMark("year", words.get(5).start()),
            new SpokenMark("end", heard.getLast().audio().end()));
    assertThat(words.get(4).start() - words.get(3).end()).isGreaterThan(RATE * 7 / 10);
  }

  @Test
  void givenPhonemesAreHeard() throws InterruptedException {
    PronunciationLexicon lexicon =
        PronunciationLexicon.of(
            List.of(new LexiconEntry("Zyx", new Sounds(Alphabet.IPA, "ˈtəʊmə"))));
    float[] given =
        samples(speak("Dr. Zyx is in.", SynthesisSettings.DEFAULT.withLexicon(lexicon)));
    float[] misaki =
        samples(
            speak(
                "Dr. [Zyx](/ˈtOmə/) is in.",
                SynthesisSettings.DEFAULT.withMarkup(Markup.INLINE_PHONEMES)));
    float[] read = samples(speak("Dr. Zyx is in.", SynthesisSettings.DEFAULT));

    assertThat(given).isEqualTo(misaki).isNotEqualTo(read);
  }

  private static List<SynthesizedAudio> speak(String document) throws InterruptedException {
    return speak(document, SynthesisSettings.DEFAULT.withMarkup(Markup.SSML));
  }

  private static List<SynthesizedAudio> speak(String text, SynthesisSettings settings)
      throws InterruptedException {
    List<SynthesizedAudio> heard = new ArrayList<>();
    try (SynthesisStream stream =
        synthesizer.open(synthesizer.voices().getFirst(), settings, heard::add)) {
      stream.write(text);
      stream.finish();
    }
    return heard;
  }

  private static float[] samples(List<SynthesizedAudio> heard) {
    int length = heard.stream().mapToInt(piece -> piece.audio().length()).sum();
    float[] samples = new float[length];
    int at = 0;
    for (SynthesizedAudio piece : heard) {
      piece.audio().copyTo(samples, at);
      at += piece.audio().length();
    }
    return samples;
  }

  private static double level(float[] samples) {
    double squares = 0;
    for (float sample : samples) {
      squares += sample * sample;
    }
    return Math.sqrt(squares / samples.length);
  }

  private static int longestSilence(float[] samples) {
    int longest = 0;
    int present = 0;
    for (float sample : samples) {
      present = Math.abs(sample) < 1e-3f ? present + 1 : 0;
      longest = Math.max(longest, present);
    }
    return longest;
  }

  /// The median pitch of voiced frames in Hz, by autocorrelation.
  private static double pitchOf(float[] samples) {
    int frame = RATE / 20;
    List<Double> pitches = new ArrayList<>();
    for (int start = 0; start + 2 * frame <= samples.length; start += frame / 2) {
      double energy = correlation(samples, start, frame, 0);
      int best = 0;
      double peak = 0;
      for (int lag = RATE / 450; lag <= RATE / 80; lag++) {
        double correlation = correlation(samples, start, frame, lag);
        if (correlation > peak) {
          peak = correlation;
          best = lag;
        }
      }
      if (energy > 1 && peak > 0.7 * energy) {
        pitches.add((double) RATE / best);
      }
    }
    double[] sorted = pitches.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    assertThat(sorted).hasSizeGreaterThan(10);
    return sorted[sorted.length / 2];
  }

  private static double correlation(float[] samples, int start, int length, int lag) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += samples[i] * samples[i + lag];
    }
    return sum;
  }
}
