package dev.parley.asr.decoding;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Finds words that are said again at once.
public final class Copies {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}']+");

  private Copies() {}

  /// Whether a text ends with a copy of the words just before, as in "Wait. Wait."
  public static boolean endIn(String text) {
    List<String> words =
        BETWEEN_WORDS
            .splitAsStream(text.toLowerCase(Locale.ROOT))
            .filter(word -> !word.isEmpty())
            .toList();
    int count = words.size();
    for (int length = 1; length <= count / 2; length++) {
      int copy = count - length;
      if (words.subList(copy, count).equals(words.subList(copy - length, copy))) {
        return true;
      }
    }
    return false;
  }
}
