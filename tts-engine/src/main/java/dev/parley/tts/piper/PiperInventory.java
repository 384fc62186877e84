package dev.parley.tts.piper;

import dev.parley.tts.pronunciation.Ipa;
import dev.parley.tts.pronunciation.KnownSymbols;
import dev.parley.tts.pronunciation.PhonemeInventory;
import dev.parley.tts.pronunciation.Pronunciation;
import java.text.Normalizer;

/// The phonemes of a Piper voice: IPA, with accents apart from their letters.
record PiperInventory(PiperVoice voice) implements PhonemeInventory {
  @Override
  public String spell(Pronunciation.Sounds sounds) {
    String ipa = Normalizer.normalize(Ipa.of(sounds), Normalizer.Form.NFD);
    return KnownSymbols.require(sounds.symbols(), ipa, voice::knows);
  }
}
