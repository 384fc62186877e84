package dev.parley.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.tts.phoneme.PhonemeVocabulary;
import dev.parley.tts.pronunciation.Alphabet;
import dev.parley.tts.pronunciation.PhonemeInventory;
import dev.parley.tts.pronunciation.Pronunciation.Sounds;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class EspeakSpellingTest {
  @ParameterizedTest
  @CsvSource({
    "SPANISH, mutʃˈatʃa, muʧˈaʧa",
    "SPANISH, kˈaʊsa, kˈWsa",
    "SPANISH, rˈeɪ, rˈA",
    "SPANISH, eʊɾˈopa, eʊɾˈopa",
    "FRENCH, la-, la",
    "FRENCH, tʃˈɛk, tʃˈɛk",
    "FRENCH, bɔ\u0303ʒˈuʁ, bɔ\u0303ʒˈuʁ",
    "HINDI, ʈʰˈiːk, ʈʰˈiːk",
    "HINDI, nəmˈʌsteː, nəmˈʌsteː",
    "ITALIAN, raɡˈatsːo, raɡˈaʦːo",
    "ITALIAN, mˈɛdzːo, mˈɛʣːo",
    "ITALIAN, dʒˈorno, ʤˈorno",
    "ITALIAN, rˈosso, rˈoSo",
    "ITALIAN, kˈaʊza, kˈaʊza",
    "PORTUGUESE, dʒˈiæ, ʤˈiæ",
    "PORTUGUESE, nˈoɪtʃy, nˈoɪʧy",
    "PORTUGUESE, mˈaʊ, mˈW",
    "PORTUGUESE, sɐ\u0303ʊ\u0303, sɐ\u0303ʊ\u0303",
  })
  void espeakIsSpelledAsTheNetworkLearntIt(KokoroLanguage language, String ipa, String symbols)
      throws IOException {
    assertThat(EspeakSpelling.of(ipa, language)).isEqualTo(symbols);
    PhonemeVocabulary vocabulary = vocabulary();
    assertThat(symbols.codePoints()).allMatch(vocabulary::knows);
  }

  @Test
  void givenPhonemesAreInTheAlphabetOfTheLanguage() throws IOException {
    PhonemeInventory spanish = inventory(KokoroLanguage.SPANISH);

    assertThat(spanish.spell(new Sounds(Alphabet.IPA, "ˈt͡ʃaʊ"))).isEqualTo("ˈʧW");
    assertThat(spanish.spell(new Sounds(Alphabet.MISAKI, "ˈʧW"))).isEqualTo("ˈʧW");
    assertThatThrownBy(() -> spanish.spell(new Sounds(Alphabet.IPA, "ʘa")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'ʘ'");
    assertThat(inventory(KokoroLanguage.BRITISH_ENGLISH).spell(new Sounds(Alphabet.IPA, "ɡoʊ")))
        .isEqualTo("ɡQ");
    assertThat(inventory(KokoroLanguage.AMERICAN_ENGLISH).spell(new Sounds(Alphabet.IPA, "ɡoʊ")))
        .isEqualTo("ɡO");
  }

  @Test
  void theNameOfAVoiceTellsItsLanguage() {
    assertThat(KokoroLanguage.ofVoice("af_heart")).contains(KokoroLanguage.AMERICAN_ENGLISH);
    assertThat(KokoroLanguage.ofVoice("pm_santa")).contains(KokoroLanguage.PORTUGUESE);
    assertThat(KokoroLanguage.ofVoice("jf_alpha")).isEmpty();
    assertThat(KokoroLanguage.ofVoice("")).isEmpty();
    assertThat(KokoroLanguage.tagged("pt-BR")).isEqualTo(KokoroLanguage.PORTUGUESE);
    assertThatThrownBy(() -> KokoroLanguage.tagged("ja"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'ja'");
  }

  private static PhonemeInventory inventory(KokoroLanguage language) throws IOException {
    return KokoroInventory.of(language, vocabulary()::knows);
  }

  private static PhonemeVocabulary vocabulary() throws IOException {
    try (InputStream json =
        Objects.requireNonNull(KokoroNetwork.class.getResourceAsStream("vocabulary.json"))) {
      return PhonemeVocabulary.read(json);
    }
  }
}
