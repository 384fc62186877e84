package dev.parley.tts.kokoro;

import java.util.LinkedHashMap;
import java.util.Map;

/// What espeak-ng makes of words, in the symbols with which the network was trained.
///
/// The network has one symbol for what espeak-ng counts as one phoneme but writes with two letters.
/// So the same two letters stay two symbols in languages where they are two phonemes, such as the
/// vowels of the Italian *causa* or the consonants of the French *tchèque*.
final class EspeakSpelling {
  private static final Map<String, String> DIPHTHONGS = new LinkedHashMap<>();
  private static final Map<String, String> AFFRICATES = new LinkedHashMap<>();

  static {
    DIPHTHONGS.put("aɪ", "I");
    DIPHTHONGS.put("aʊ", "W");
    DIPHTHONGS.put("eɪ", "A");
    DIPHTHONGS.put("oʊ", "O");
    DIPHTHONGS.put("əʊ", "Q");
    DIPHTHONGS.put("ɔɪ", "Y");
    AFFRICATES.put("dz", "ʣ");
    AFFRICATES.put("dʒ", "ʤ");
    AFFRICATES.put("ts", "ʦ");
    AFFRICATES.put("tʃ", "ʧ");
  }

  private EspeakSpelling() {}

  /// The symbols of a word.
  ///
  /// @param ipa of espeak-ng, which puts hyphens behind words that lean on the next one
  static String of(String ipa, KokoroLanguage language) {
    String spoken = ipa.replace("-", "");
    return switch (language) {
      case AMERICAN_ENGLISH, BRITISH_ENGLISH, SPANISH, HINDI, PORTUGUESE ->
          replaced(replaced(spoken, DIPHTHONGS), AFFRICATES);
      case FRENCH -> replaced(spoken, DIPHTHONGS);
      case ITALIAN -> replaced(spoken, AFFRICATES).replace("ss", "S");
    };
  }

  private static String replaced(String ipa, Map<String, String> symbols) {
    String spelled = ipa;
    for (Map.Entry<String, String> symbol : symbols.entrySet()) {
      spelled = spelled.replace(symbol.getKey(), symbol.getValue());
    }
    return spelled;
  }
}
