package dev.parley.tts.english;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.parley.tts.phoneme.Phonemes;
import dev.parley.tts.phoneme.Phonemizer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SpokenFormPhonemizerTest {
  @Test
  void whatIsReadIsTheSpokenFormAndWhatIsReportedTheWrittenOne() {
    Phonemizer phonemizer = new SpokenFormPhonemizer(Accent.AMERICAN, new Words());

    Phonemes phonemes = phonemizer.phonemize("It is $5.");

    assertThat(phonemes.symbols()).isEqualTo("It is five dollars.");
    assertThat(phonemes.tokens())
        .extracting(Phonemes.Token::start, Phonemes.Token::end)
        .containsExactly(tuple(0, 2), tuple(3, 5), tuple(6, 8), tuple(6, 9));
  }

  /// Takes letters for phonemes.
  private static final class Words implements Phonemizer {
    @Override
    public Phonemes phonemize(String text) {
      List<Phonemes.Token> tokens = new ArrayList<>();
      int start = 0;
      for (String word : text.split(" ", -1)) {
        int end = start + word.length();
        tokens.add(new Phonemes.Token(start, end, word, end < text.length()));
        start = end + 1;
      }
      return Phonemes.of(tokens);
    }

    @Override
    public void close() {}
  }
}
