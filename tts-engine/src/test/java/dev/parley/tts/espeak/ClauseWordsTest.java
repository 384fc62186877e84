package dev.parley.tts.espeak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.tts.espeak.ClauseCutter.Clause;
import dev.parley.tts.phoneme.Phonemes;
import dev.parley.tts.phoneme.Phonemes.Token;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ClauseWordsTest {
  private static final Map<String, String> ALONE =
      Map.of(
          "One", "wˈʌn",
          "of", "ʌv",
          "the", "ðə",
          "best", "bˈɛst",
          "12", "twˈɛlv",
          "Le", "lə",
          "week-end", "wˈiːkˈɛnd",
          "eh", "ˈɛ");

  @Test
  void wordsDrawnTogetherAreToldApart() {
    List<Token> tokens = tokens("One of the best", "wˈʌn ʌvðə bˈɛst");

    assertThat(tokens)
        .containsExactly(
            new Token(0, 3, "wˈʌn", true),
            new Token(4, 6, "ʌv", false),
            new Token(7, 10, "ðə", true),
            new Token(11, 15, "bˈɛst", false));
  }

  @Test
  void aWordMaySoundDifferentAmongOthers() {
    assertThat(tokens("of the 12", "əv ðɪ twˈɛlv"))
        .containsExactly(
            new Token(0, 2, "əv", true),
            new Token(3, 6, "ðɪ", true),
            new Token(7, 9, "twˈɛlv", false));
  }

  @Test
  void allPhonemesAreKeptWhateverTheWordsSay() {
    assertThat(Phonemes.of(tokens("best of", "zzz")).symbols()).isEqualTo("zzz");
    assertThat(Phonemes.of(tokens("best, of!", "bˈɛst ʌv yyy")).symbols())
        .isEqualTo("bˈɛst ʌv yyy");
    assertThat(tokens("%", "pɚsˈɛnt")).containsExactly(new Token(0, 1, "pɚsˈɛnt", false));
  }

  @Test
  void clausesAreJoinedByBlanksWithoutForeignFlagsAndSilence() {
    Phonemes phonemes =
        EspeakPhonemizer.join(
            "Le week-end, *?* eh.",
            List.of(
                new EspeakLibrary.Reading(new Clause(0, 12, ","), "lə (en)wˈiːkˈɛnd(fr)"),
                new EspeakLibrary.Reading(new Clause(13, 16, "?"), ""),
                new EspeakLibrary.Reading(new Clause(17, 20, "."), "ˈɛ ")),
            word -> ALONE.getOrDefault(word, ""));

    assertThat(phonemes.symbols()).isEqualTo("lə wˈiːkˈɛnd, ˈɛ.");
    assertThat(phonemes.tokens())
        .containsExactly(
            new Token(0, 2, "lə", true),
            new Token(3, 11, "wˈiːkˈɛnd", false),
            new Token(11, 12, ",", true),
            new Token(17, 19, "ˈɛ", false),
            new Token(19, 20, ".", false));
    assertThat(EspeakPhonemizer.join("", List.of(), word -> ALONE.getOrDefault(word, "")))
        .isEqualTo(Phonemes.NONE);
  }

  private static List<Token> tokens(String clause, String spoken) {
    return new ClauseWords(clause, 0, spoken).tokens(word -> ALONE.getOrDefault(word, ""));
  }
}
