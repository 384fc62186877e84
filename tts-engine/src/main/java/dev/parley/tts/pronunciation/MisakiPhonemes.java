package dev.parley.tts.pronunciation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/// The phonemes of an English voice that was trained on the misaki alphabet.
///
/// IPA is mapped to what misaki's lexica hold, so that the voice gets symbols in the way in which
/// it has seen them: an American voice knows no long vowels, and the vowel of "go" is one symbol,
/// but another one for each accent.
public final class MisakiPhonemes implements PhonemeInventory {
  private static final Map<String, String> BOTH = new LinkedHashMap<>();

  static {
    BOTH.put("tʃ", "ʧ");
    BOTH.put("dʒ", "ʤ");
    BOTH.put("eɪ", "A");
    BOTH.put("aɪ", "I");
    BOTH.put("aʊ", "W");
    BOTH.put("ɔɪ", "Y");
    BOTH.put("əl\u0329", "ᵊl");
    BOTH.put("l\u0329", "ᵊl");
    BOTH.put("ən\u0329", "ᵊn");
    BOTH.put("n\u0329", "ᵊn");
    BOTH.put("m\u0329", "ᵊm");
    BOTH.put("ɫ", "l");
    BOTH.put("r", "ɹ");
    BOTH.put("ɚ", "əɹ");
    BOTH.put("ɝː", "ɝ");
    BOTH.put("ʔ", "t");
    BOTH.put("x", "k");
    BOTH.put("ç", "k");
  }

  private static final Map<String, String> AMERICAN = new LinkedHashMap<>();

  static {
    AMERICAN.put("oʊ", "O");
    AMERICAN.put("əʊ", "O");
    AMERICAN.put("ɜːɹ", "ɜɹ");
    AMERICAN.put("ɜː", "ɜɹ");
    AMERICAN.put("ɝ", "ɜɹ");
    AMERICAN.put("ː", "");
    AMERICAN.put("ɒ", "ɑ");
    AMERICAN.put("ɾ", "T");
    AMERICAN.put("e", "ɛ");
    AMERICAN.put("o", "ɔ");
  }

  private static final Map<String, String> BRITISH = new LinkedHashMap<>();

  static {
    BRITISH.put("oʊ", "Q");
    BRITISH.put("əʊ", "Q");
    BRITISH.put("eə", "ɛː");
    BRITISH.put("ɝ", "ɜː");
    BRITISH.put("ɾ", "t");
    BRITISH.put("e", "ɛ");
    BRITISH.put("o", "ɔ");
  }

  private final IntPredicate known;
  private final Map<String, String> accent;

  /// @param british whether the voice has a British accent
  /// @param known the symbols of the voice
  public MisakiPhonemes(boolean british, IntPredicate known) {
    this.known = known;
    this.accent = british ? BRITISH : AMERICAN;
  }

  @Override
  public String spell(Pronunciation.Sounds sounds) {
    String symbols =
        switch (sounds.alphabet()) {
          case MISAKI -> sounds.symbols().strip().replaceAll("\\s+", " ");
          case IPA -> Ipa.replaced(Ipa.replaced(Ipa.of(sounds), BOTH), accent);
        };
    return KnownSymbols.require(sounds.symbols(), symbols, known);
  }
}
