package dev.parley.tts.phoneme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.tts.phoneme.Phonemes.Token;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class GivenPhonemesTest {
  private final SpellingPhonemizer phonemizer = new SpellingPhonemizer();

  @Test
  void stretchesAreReadBetweenGivenWords() {
    String text = "Call Siobhan, or her well-known old friend Niamh!";
    Phonemes phonemes =
        phonemizer.phonemize(
            text,
            List.of(
                given(text, "Siobhan", "ʃ"), given(text, "known", "n"), given(text, "Niamh", "v")));

    assertThat(phonemes.symbols()).isEqualTo("Call ʃ, or her welln old friend v!");
    assertThat(phonemizer.texts()).containsExactly("Call ", " or her well", " old friend ", "");
    assertThat(phonemes.tokens())
        .extracting(token -> text.substring(token.start(), token.end()))
        .containsExactly(
            "Call", "Siobhan", ",", "or", "her", "well", "known", "old", "friend", "Niamh", "!");
  }

  @Test
  void marksBehindAGivenWordAreThoseThatVoicesKnow() {
    String text = "Siobhan… Niamh — no";
    Phonemes phonemes =
        phonemizer.phonemize(text, List.of(given(text, "Siobhan", "ʃ"), given(text, "Niamh", "v")));

    assertThat(phonemes.symbols()).isEqualTo("ʃ. v no");
  }

  @Test
  void givenWordsMayBeAll() {
    assertThat(phonemizer.phonemize("ab", List.of(new GivenPhonemes(0, 2, "x"))).symbols())
        .isEqualTo("x");
    assertThat(
            phonemizer
                .phonemize(
                    "a b ", List.of(new GivenPhonemes(0, 1, "x"), new GivenPhonemes(2, 3, "y")))
                .symbols())
        .isEqualTo("x y");
    assertThat(phonemizer.phonemize("a b", List.of())).isEqualTo(phonemizer.phonemize("a b"));
  }

  @Test
  void tokensAreExchangedWhereTheyFit() {
    Phonemes read =
        Phonemes.of(
            List.of(
                new Token(0, 3, "ðə", true),
                new Token(4, 8, "fˈIv", true),
                new Token(4, 8, "dˈɑləɹz", false),
                new Token(8, 9, ".", false)));

    assertThat(TokenExchange.in(read, List.of(new GivenPhonemes(4, 8, "x"))))
        .hasValueSatisfying(phonemes -> assertThat(phonemes.symbols()).isEqualTo("ðə x."));
    assertThat(TokenExchange.in(read, List.of(new GivenPhonemes(5, 8, "x")))).isEmpty();
    assertThat(TokenExchange.in(read, List.of(new GivenPhonemes(3, 4, "x")))).isEmpty();
    assertThat(
            TokenExchange.in(
                read, List.of(new GivenPhonemes(0, 3, "a"), new GivenPhonemes(8, 9, "b"))))
        .hasValueSatisfying(
            phonemes -> assertThat(phonemes.symbols()).isEqualTo("a fˈIv dˈɑləɹzb"));
  }

  private static GivenPhonemes given(String text, String word, String phonemes) {
    int start = text.indexOf(word);
    return new GivenPhonemes(start, start + word.length(), phonemes);
  }
}
