package dev.parley.tts.english;

import org.jspecify.annotations.Nullable;

/// The sounds of -s, -ed and -ing behind the reading of a stem.
final class Endings {
  /// After these an American t between vowels becomes a tap.
  private static final String BEFORE_TAP = "AIOWYiuæɑəɛɪɹʊʌ";

  private final boolean british;
  private final String weakVowel;

  Endings(Accent accent) {
    this.british = accent == Accent.BRITISH;
    this.weakVowel = british ? "ɪ" : "ᵻ";
  }

  /// The plural, possessive or third person.
  String s(String stem) {
    return switch (last(stem)) {
      case 'p', 't', 'k', 'f', 'θ' -> stem + "s";
      case 's', 'z', 'ʃ', 'ʒ', 'ʧ', 'ʤ' -> stem + weakVowel + "z";
      default -> stem + "z";
    };
  }

  /// The past.
  String ed(String stem) {
    return switch (last(stem)) {
      case 'p', 'k', 'f', 'θ', 'ʃ', 's', 'ʧ' -> stem + "t";
      case 'd' -> stem + weakVowel + "d";
      case 't' -> {
        if (british) {
          yield stem + "ɪd";
        }
        yield taps(stem) ? withoutLast(stem) + "ɾᵻd" : stem + "ᵻd";
      }
      default -> stem + "d";
    };
  }

  /// The participle; null where a British linking r would be needed, which the stem does not show.
  @Nullable String ing(String stem) {
    if (british) {
      return last(stem) == 'ə' || last(stem) == 'ː' ? null : stem + "ɪŋ";
    }
    return last(stem) == 't' && taps(stem) ? withoutLast(stem) + "ɾɪŋ" : stem + "ɪŋ";
  }

  private static boolean taps(String stem) {
    return stem.length() > 1 && BEFORE_TAP.indexOf(stem.charAt(stem.length() - 2)) >= 0;
  }

  private static String withoutLast(String stem) {
    return stem.substring(0, stem.length() - 1);
  }

  private static char last(String stem) {
    return stem.isEmpty() ? ' ' : stem.charAt(stem.length() - 1);
  }
}
