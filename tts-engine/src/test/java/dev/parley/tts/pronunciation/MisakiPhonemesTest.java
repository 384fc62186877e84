package dev.parley.tts.pronunciation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.tts.pronunciation.Pronunciation.Sounds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class MisakiPhonemesTest {
  private static final String SYMBOLS = "AIOQWYTabdefhijklmnopstuvwzæðŋɑɐɒɔəɛɜɡɪɹɾʃʊʌʒʤʧˈˌːθᵊᵻ";

  private final MisakiPhonemes american = new MisakiPhonemes(false, MisakiPhonemesTest::isKnown);
  private final MisakiPhonemes british = new MisakiPhonemes(true, MisakiPhonemesTest::isKnown);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          təˈmɑːtəʊ      | təˈmɑtO      | təˈmɑːtQ
          deɪ aɪ ɔɪ aʊ   | dA I Y W     | dA I Y W
          goʊ            | ɡO           | ɡQ
          ˈtʃɜːtʃ        | ˈʧɜɹʧ        | ˈʧɜːʧ
          d͡ʒʌd͡ʒ          | ʤʌʤ          | ʤʌʤ
          red            | ɹɛd          | ɹɛd
          ˈbɒt.l̩         | ˈbɑtᵊl       | ˈbɒtᵊl
          ˈbʌtɚ          | ˈbʌtəɹ       | ˈbʌtəɹ
          skweə          | skwɛə        | skwɛː
          """)
  void ipaIsWrittenAsTheVoiceHasSeenIt(String ipa, String us, String gb) {
    Sounds sounds = new Sounds(Alphabet.IPA, ipa);
    assertThat(american.spell(sounds)).isEqualTo(us);
    assertThat(british.spell(sounds)).isEqualTo(gb);
  }

  @Test
  void misakiStaysAsItIs() {
    assertThat(american.spell(new Sounds(Alphabet.MISAKI, " kˈOkəɹO "))).isEqualTo("kˈOkəɹO");
    assertThatThrownBy(() -> american.spell(new Sounds(Alphabet.MISAKI, "kˈBkə")))
        .hasMessageContaining("'B'");
  }

  @Test
  void unknownSymbolsAreNamed() {
    assertThatThrownBy(() -> american.spell(new Sounds(Alphabet.IPA, "hʏtə")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The voice does not know the phoneme 'ʏ' (U+028F) of 'hʏtə'; write it with others.");
    assertThat(american.knows(new Sounds(Alphabet.IPA, "."))).isFalse();
  }

  @Test
  void otherVoicesGetPlainIpa() {
    assertThat(Ipa.of(new Sounds(Alphabet.MISAKI, "kˈOkəɹO ʤˈAk"))).isEqualTo("kˈoʊkəɹoʊ dʒˈeɪk");
    assertThat(Ipa.of(new Sounds(Alphabet.IPA, " t͡ʃa.'go:  x "))).isEqualTo("tʃaˈɡoː x");
  }

  private static boolean isKnown(int symbol) {
    return SYMBOLS.indexOf(symbol) >= 0;
  }
}
