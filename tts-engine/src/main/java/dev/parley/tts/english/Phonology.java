package dev.parley.tts.english;

/// Classes of symbols in the misaki alphabet, where a capital letter is a diphthong.
final class Phonology {
  static final char PRIMARY = 'ˈ';
  static final char SECONDARY = 'ˌ';

  private static final String VOWELS = "AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ";
  private static final String CONSONANTS = "bdfhjklmnpstvwzðŋɡɹɾʃʒʤʧθ";
  private static final String LONG = "AIOQWYʤʧ";
  private static final String PAUSES = ";:,.!?—…";

  private Phonology() {}

  static boolean isVowel(int symbol) {
    return VOWELS.indexOf(symbol) >= 0;
  }

  static boolean isConsonant(int symbol) {
    return CONSONANTS.indexOf(symbol) >= 0;
  }

  /// A mark at which the voice pauses.
  static boolean isPause(int symbol) {
    return PAUSES.indexOf(symbol) >= 0;
  }

  static boolean isStress(int symbol) {
    return symbol == PRIMARY || symbol == SECONDARY;
  }

  static boolean hasPrimary(String phonemes) {
    return phonemes.indexOf(PRIMARY) >= 0;
  }

  /// How long a reading is: diphthongs and affricates count twice.
  static int weight(String phonemes) {
    return phonemes.length() + (int) phonemes.chars().filter(c -> LONG.indexOf(c) >= 0).count();
  }
}
