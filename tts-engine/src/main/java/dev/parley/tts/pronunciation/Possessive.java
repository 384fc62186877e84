package dev.parley.tts.pronunciation;

import dev.parley.tts.pronunciation.Pronunciation.Alias;
import dev.parley.tts.pronunciation.Pronunciation.Sounds;

/// How a word sounds with `'s`.
final class Possessive {
  private Possessive() {}

  static Pronunciation of(Pronunciation spoken) {
    return switch (spoken) {
      case Alias(String text) -> new Alias(shortened(text, 2) + "'s");
      case Sounds(Alphabet alphabet, String symbols) -> {
        String stem = shortened(symbols.stripTrailing(), 2);
        yield new Sounds(alphabet, stem + ending(stem));
      }
    };
  }

  private static String ending(String stem) {
    return switch (stem.charAt(stem.length() - 1)) {
      case 's', 'z', 'ʃ', 'ʒ', 'ʧ', 'ʤ' -> "ɪz";
      case 'p', 't', 'k', 'f', 'θ' -> "s";
      default -> "z";
    };
  }

  /// Room for an ending.
  private static String shortened(String text, int room) {
    return text.substring(0, Math.min(text.length(), Pronunciation.LONGEST - room));
  }
}
