package dev.parley.tts.kokoro;

import dev.parley.inference.store.ModelStore;
import dev.parley.tts.espeak.EspeakPhonemizer;
import dev.parley.tts.phoneme.Phonemes;
import dev.parley.tts.phoneme.Phonemes.Token;
import dev.parley.tts.phoneme.Phonemizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Text of a language other than English to the symbols of Kokoro's network.
///
/// @param espeak reads the language as IPA; closed with this
/// @param language whose symbols differ from IPA
public record KokoroPhonemizer(Phonemizer espeak, KokoroLanguage language) implements Phonemizer {
  /// With espeak-ng, which is pulled if it is missing.
  ///
  /// @throws dev.parley.tts.espeak.EspeakUnavailableException if there is none
  public static KokoroPhonemizer load(ModelStore store, KokoroLanguage language) {
    return new KokoroPhonemizer(
        EspeakPhonemizer.load(store, language.tag().toLowerCase(Locale.ROOT)), language);
  }

  @Override
  public Phonemes phonemize(String text) {
    List<Token> tokens = new ArrayList<>();
    for (Token token : espeak.phonemize(text).tokens()) {
      String symbols = EspeakSpelling.of(token.phonemes(), language);
      if (!symbols.isEmpty()) {
        tokens.add(new Token(token.start(), token.end(), symbols, token.blank()));
      }
    }
    return Phonemes.of(tokens);
  }

  @Override
  public void close() {
    espeak.close();
  }
}
