package dev.parley.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.inference.store.ModelStore;
import dev.parley.tts.phoneme.Phonemes;
import dev.parley.tts.phoneme.Phonemizer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("model")
class KokoroPhonemizerTest {
  @ParameterizedTest
  @CsvSource({
    "SPANISH, 'El chico llegó con la muchacha, Rey.', 'el ʧˈiko ʎeɣˈo kon la muʧˈaʧa, rˈA.'",
    "FRENCH, 'Bonjour, la fille travaille.', 'bɔ\u0303ʒˈuʁ, la fˈij tʁavˈaj.'",
    "HINDI, 'नमस्ते, आप कैसे हैं?', 'nəmˈʌsteː, ˌaːp kˈɛːseː hɛ\u0303?'",
    "ITALIAN, 'La ragazza mangia. Rosso!', 'la raɡˈaʦːa mˈanʤa. rˈoSo!'",
    "PORTUGUESE, 'Bom dia, como vai?', 'bˈoŋ ʤˈiæ, kˌomʊ vˈI?'",
  })
  void aLanguageIsReadInTheSymbolsOfTheNetwork(
      KokoroLanguage language, String text, String symbols) {
    Phonemizer phonemizer = KokoroPhonemizer.load(ModelStore.standard(), language);

    assertThat(phonemizer.phonemize(text).symbols()).isEqualTo(symbols);
  }

  @Test
  void wordsKeepTheirPlaces() {
    String text = "El chico llegó.";
    Phonemizer phonemizer = KokoroPhonemizer.load(ModelStore.standard(), KokoroLanguage.SPANISH);

    Phonemes phonemes = phonemizer.phonemize(text);

    assertThat(phonemes.tokens())
        .extracting(token -> text.substring(token.start(), token.end()))
        .containsExactly("El", "chico", "llegó", ".");
    assertThat(phonemizer.phonemize("…").tokens()).isEmpty();
  }
}
