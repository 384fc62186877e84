package dev.parley.tts.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.tts.SpokenWord;
import dev.parley.tts.phoneme.Phonemes;
import dev.parley.tts.phoneme.Phonemes.Token;
import dev.parley.tts.text.SpeakableText;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class WordTimesTest {
  @Test
  void wordsAreWhereTheyWereWritten() {
    // "**I don't** have $5." with every symbol 10 samples long
    Phonemes phonemes =
        Phonemes.of(
            List.of(
                new Token(0, 1, "I", true),
                new Token(2, 4, "dO", false),
                new Token(4, 7, "nt", true),
                new Token(8, 12, "hæv", true),
                new Token(13, 15, "fIv", true),
                new Token(13, 15, "dɑləɹz", false),
                new Token(15, 16, ".", false)));

    List<SpokenWord> words =
        WordTimes.of(
            phonemes, evenly(phonemes.symbols()), SpeakableText.of("**I don't** have $5."));

    assertThat(words)
        .containsExactly(
            new SpokenWord(2, 3, 0, 10),
            new SpokenWord(4, 9, 15, 60),
            new SpokenWord(12, 16, 65, 100),
            new SpokenWord(17, 19, 105, 210));
  }

  @Test
  void anAbbreviationAndTheNameBehindItAreTwoWords() {
    Phonemes phonemes =
        Phonemes.of(List.of(new Token(0, 4, "dɑktəɹ", true), new Token(4, 7, "li", false)));

    assertThat(WordTimes.of(phonemes, evenly(phonemes.symbols()), SpeakableText.of("Dr. Lee")))
        .containsExactly(new SpokenWord(0, 3, 0, 60), new SpokenWord(4, 7, 65, 90));
  }

  @Test
  void noTimesAreNoWords() {
    Phonemes phonemes = Phonemes.of(List.of(new Token(0, 1, "I", false)));
    Utterance untimed = new Utterance(new float[10], new int[1], new int[1]);

    assertThat(WordTimes.of(phonemes, untimed, SpeakableText.of("I"))).isEmpty();
  }

  private static Utterance evenly(String symbols) {
    int[] starts = new int[symbols.length()];
    int[] ends = new int[symbols.length()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = 10 * i;
      ends[i] = 10 * (i + 1);
    }
    return new Utterance(new float[10 * symbols.length()], starts, ends);
  }
}
