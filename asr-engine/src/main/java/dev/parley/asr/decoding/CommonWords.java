package dev.parley.asr.decoding;

import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Whether two decodings of the same audio agree on anything. Speech that is hard to understand
/// leaves some words the same; what is made up of noise is another text each time.
final class CommonWords {
  private CommonWords() {}

  /// Whether a word is in both texts; case and punctuation do not count. Where words are not
  /// separated, every character is one.
  static boolean any(String one, String other) {
    return !Collections.disjoint(words(one), words(other));
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    StringBuilder word = new StringBuilder();
    text.toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(
            character -> {
              if (isUnseparated(character)) {
                words.add(Character.toString(character));
              } else if (Character.isWhitespace(character)) {
                words.add(word.toString());
                word.setLength(0);
              } else if (Character.isLetterOrDigit(character)) {
                word.appendCodePoint(character);
              }
            });
    words.add(word.toString());
    words.remove("");
    return words;
  }

  /// Whether the character belongs to a script that is written without blanks.
  private static boolean isUnseparated(int character) {
    return switch (Character.UnicodeScript.of(character)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, TIBETAN ->
          Character.isLetterOrDigit(character);
      default -> false;
    };
  }
}
