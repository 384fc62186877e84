package dev.parley.tts.english;

import static dev.parley.tts.english.Phonology.PRIMARY;
import static dev.parley.tts.english.Phonology.SECONDARY;

/// What happens to the stress of a reading.
enum Stress {
  /// As the lexicon has it.
  KEPT,
  /// No stress at all, as in the `point` of a decimal number.
  REMOVED,
  /// A primary stress becomes secondary and a secondary one goes; nothing happens without a
  /// primary stress.
  REDUCED,
  /// Exactly secondary: reduced if it was primary, added if there was none.
  SECONDARY_ONLY,
  /// Secondary stress is added where there was none: capitalised words.
  RAISED,
  /// A primary stress there must be: words in capitals.
  PRIMARY_NEEDED;

  /// The reading with this stress.
  String apply(String phonemes) {
    return switch (this) {
      case KEPT -> phonemes;
      case REMOVED -> phonemes.replace("ˈ", "").replace("ˌ", "");
      case REDUCED -> Phonology.hasPrimary(phonemes) ? lowered(phonemes) : phonemes;
      case SECONDARY_ONLY ->
          Phonology.hasPrimary(phonemes) ? lowered(phonemes) : marked(phonemes, SECONDARY);
      case RAISED -> marked(phonemes, SECONDARY);
      case PRIMARY_NEEDED -> {
        if (Phonology.hasPrimary(phonemes)) {
          yield phonemes;
        }
        yield phonemes.indexOf(SECONDARY) >= 0
            ? phonemes.replace(SECONDARY, PRIMARY)
            : marked(phonemes, PRIMARY);
      }
    };
  }

  private static String lowered(String phonemes) {
    return phonemes.replace("ˌ", "").replace(PRIMARY, SECONDARY);
  }

  /// Puts a mark before the first vowel of a reading that has no stress.
  private static String marked(String phonemes, char mark) {
    if (phonemes.chars().anyMatch(Phonology::isStress)) {
      return phonemes;
    }
    for (int i = 0; i < phonemes.length(); i++) {
      if (Phonology.isVowel(phonemes.charAt(i))) {
        return phonemes.substring(0, i) + mark + phonemes.substring(i);
      }
    }
    return phonemes;
  }
}
