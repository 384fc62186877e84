package dev.parley.server.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The words of a text without case, marks and hyphens, for comparisons. "Mm-hmm, I see." has the
/// words "mm", "hmm", "i" and "see".
public final class Words {
  private Words() {}

  /// The words in their order. Scripts without blanks have one word a character.
  public static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    String small = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < small.length(); ) {
      int letter = small.codePointAt(i);
      i += Character.charCount(letter);
      if (isWordAlone(letter)) {
        end(word, words);
        words.add(Character.toString(letter));
      } else if (Character.isLetterOrDigit(letter) || isMark(letter)) {
        word.appendCodePoint(letter);
      } else if (letter != '\'' && letter != '’') {
        end(word, words);
      }
    }
    end(word, words);
    return words;
  }

  /// Whether a text says anything.
  public static boolean anyIn(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /// Whether two texts say the same.
  public static boolean same(String one, String other) {
    return of(one).equals(of(other));
  }

  private static void end(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private static boolean isMark(int letter) {
    int type = Character.getType(letter);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isWordAlone(int letter) {
    return switch (Character.UnicodeScript.of(letter)) {
      case HAN, HIRAGANA, THAI, LAO, KHMER, MYANMAR -> Character.isLetter(letter);
      default -> false;
    };
  }
}
