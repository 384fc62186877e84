package dev.parley.tts.pronunciation;

import java.util.LinkedHashMap;
import java.util.Map;

/// The International Phonetic Alphabet: what is written in several ways is written in one, and what
/// no voice says, such as the dots between syllables, is left out.
public final class Ipa {
  private static final String SILENT = ".‿\u035C\u0361|‖-()";

  private static final Map<String, String> VARIANTS = new LinkedHashMap<>();

  static {
    VARIANTS.put("'", "ˈ");
    VARIANTS.put("’", "ˈ");
    VARIANTS.put(":", "ː");
    VARIANTS.put("g", "ɡ");
    VARIANTS.put("ʧ", "tʃ");
    VARIANTS.put("ʤ", "dʒ");
  }

  private static final Map<String, String> MISAKI = new LinkedHashMap<>();

  static {
    MISAKI.put("A", "eɪ");
    MISAKI.put("I", "aɪ");
    MISAKI.put("O", "oʊ");
    MISAKI.put("Q", "əʊ");
    MISAKI.put("W", "aʊ");
    MISAKI.put("Y", "ɔɪ");
    MISAKI.put("T", "ɾ");
    MISAKI.put("ʧ", "tʃ");
    MISAKI.put("ʤ", "dʒ");
    MISAKI.put("ᵊ", "ə");
  }

  private Ipa() {}

  /// A pronunciation in plain IPA.
  public static String of(Pronunciation.Sounds sounds) {
    String symbols =
        switch (sounds.alphabet()) {
          case IPA -> sounds.symbols();
          case MISAKI -> replaced(sounds.symbols(), MISAKI);
        };
    StringBuilder spoken = new StringBuilder();
    symbols
        .strip()
        .replaceAll("\\s+", " ")
        .codePoints()
        .filter(symbol -> SILENT.indexOf(symbol) < 0)
        .forEach(spoken::appendCodePoint);
    return replaced(spoken.toString(), VARIANTS);
  }

  /// Replaces each key by its value, one after the other.
  static String replaced(String text, Map<String, String> replacements) {
    String result = text;
    for (Map.Entry<String, String> replacement : replacements.entrySet()) {
      result = result.replace(replacement.getKey(), replacement.getValue());
    }
    return result;
  }
}
