package dev.parley.tts.kokoro;

import dev.parley.tts.pronunciation.Alphabet;
import dev.parley.tts.pronunciation.Ipa;
import dev.parley.tts.pronunciation.KnownSymbols;
import dev.parley.tts.pronunciation.MisakiPhonemes;
import dev.parley.tts.pronunciation.PhonemeInventory;
import dev.parley.tts.pronunciation.Pronunciation;
import java.util.function.IntPredicate;

/// The phonemes of a voice whose language is not English: misaki's symbols as they are, and IPA as
/// that of espeak-ng.
///
/// @param language of the voice
/// @param known the symbols of the network
record KokoroInventory(KokoroLanguage language, IntPredicate known) implements PhonemeInventory {
  /// The phonemes of a voice of any language.
  static PhonemeInventory of(KokoroLanguage language, IntPredicate known) {
    return language.isEnglish()
        ? new MisakiPhonemes(language == KokoroLanguage.BRITISH_ENGLISH, known)
        : new KokoroInventory(language, known);
  }

  @Override
  public String spell(Pronunciation.Sounds sounds) {
    String symbols =
        sounds.alphabet() == Alphabet.MISAKI
            ? sounds.symbols().strip().replaceAll("\\s+", " ")
            : EspeakSpelling.of(Ipa.of(sounds), language);
    return KnownSymbols.require(sounds.symbols(), symbols, known);
  }
}
