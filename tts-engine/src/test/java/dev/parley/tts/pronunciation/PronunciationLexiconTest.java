package dev.parley.tts.pronunciation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.tts.pronunciation.Pronunciation.Alias;
import dev.parley.tts.pronunciation.Pronunciation.Sounds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class PronunciationLexiconTest {
  private static final PronunciationLexicon LEXICON =
      lexicon(
          "Siobhan",
          "polish",
          "Polish",
          "New York",
          "New York City",
          "O'Brien",
          "e-mail",
          "C++",
          "don",
          ".NET");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Siobhan left.                 | Siobhan
          SIOBHAN left.                 | SIOBHAN
          (siobhan)                     | siobhan
          **Siobhan**, hello            | Siobhan
          Siobhan's book                | Siobhan's
          Siobhan’s book                | Siobhan’s
          Siobhan-led                   | Siobhan
          an O’Brien                    | O’Brien
          o'brien's                     | o'brien's
          your E-Mail                   | E-Mail
          C++ and c++.                  | C++;c++
          New York is big               | New York
          new   york city               | new   york city
          the .NET way                  | .NET
          Siobhanna                     |
          Siobhan.dev                   |
          me@siobhan                    |
          a/siobhan/b                   |
          I don't                       |
          xSiobhan                      |
          """)
  void findsWholeWords(String text, String found) {
    assertThat(LEXICON.in(text))
        .extracting(word -> text.substring(word.start(), word.end()))
        .isEqualTo(found == null ? List.of() : List.of(found.split(";")));
  }

  @Test
  void theSameCaseGoesFirst() {
    assertThat(LEXICON.in("polish Polish POLISH"))
        .extracting(Replacement::spoken)
        .containsExactly(alias("polish"), alias("Polish"), alias("polish"));
  }

  @Test
  void anEarlierLexiconGoesFirst() {
    PronunciationLexicon own =
        PronunciationLexicon.of(List.of(new LexiconEntry("Siobhan", alias("own"))));
    assertThat(own.over(LEXICON).in("Siobhan and O'Brien"))
        .extracting(Replacement::spoken)
        .containsExactly(alias("own"), alias("O'Brien"));
  }

  @Test
  void thePossessiveHasItsSound() {
    PronunciationLexicon sounds =
        PronunciationLexicon.of(
            List.of(
                new LexiconEntry("Ann", sounds("æn")),
                new LexiconEntry("Pat", sounds("pæt")),
                new LexiconEntry("Max", new Sounds(Alphabet.MISAKI, "mˈæks"))));
    assertThat(sounds.in("Ann's Pat's Max's"))
        .extracting(word -> ((Sounds) word.spoken()).symbols())
        .containsExactly("ænz", "pæts", "mˈæksɪz");
  }

  @Test
  void takesLinearTimeInAnyText() {
    List<LexiconEntry> entries = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      entries.add(new LexiconEntry("a a a a a a a a a a a a a a a a b" + i, alias("x")));
    }
    String text = "a ".repeat(100_000) + " ".repeat(100_000) + "a".repeat(1_000_000);

    assertThat(PronunciationLexicon.of(entries).in(text)).isEmpty();
  }

  @Test
  void entriesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> new LexiconEntry(" ", alias("x"))).hasMessageContaining("no word");
    assertThatThrownBy(() -> new LexiconEntry("x".repeat(65), alias("x")))
        .hasMessageContaining("at most 64");
    assertThatThrownBy(() -> alias(" ")).hasMessageContaining("empty");
    assertThatThrownBy(() -> sounds("a".repeat(201))).hasMessageContaining("at most 200");
  }

  @Test
  void aVoiceThatCannotSayAnEntryIsToldWhich() {
    PronunciationLexicon lexicon =
        PronunciationLexicon.of(
            List.of(
                new LexiconEntry("Ann", sounds("æn")), new LexiconEntry("Hütte", sounds("hʏtə"))));
    PhonemeInventory english = new MisakiPhonemes(false, symbol -> symbol != 'ʏ');

    assertThatThrownBy(() -> lexicon.require(english))
        .hasMessageContainingAll("'Hütte'", "'ʏ'", "U+028F");
    assertThat(lexicon.knownTo(english).entries())
        .extracting(LexiconEntry::word)
        .containsExactly("Ann");
  }

  private static PronunciationLexicon lexicon(String... words) {
    List<LexiconEntry> entries = new ArrayList<>();
    for (String word : words) {
      entries.add(new LexiconEntry(word, alias(word)));
    }
    return PronunciationLexicon.of(entries);
  }

  private static Alias alias(String text) {
    return new Alias(text);
  }

  private static Sounds sounds(String symbols) {
    return new Sounds(Alphabet.IPA, symbols);
  }
}
