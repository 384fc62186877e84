package dev.parley.server.turn;

import dev.parley.server.language.PhraseList;
import dev.parley.server.language.Words;
import java.util.List;
import java.util.Set;

/// Speech that comes in groups with pauses: digits and letters.
final class GroupedSpeech {
  /// So many digits at the end are a number that may go on, such as that of a telephone.
  private static final int NUMBER = 3;

  private static final Set<List<String>> SPOKEN_DIGITS = PhraseList.DIGITS.all();

  private GroupedSpeech() {}

  /// Whether a text ends with single digits that may be part of a longer number.
  static boolean endsInDigits(String text) {
    int digits = 0;
    List<String> words = Words.of(text);
    for (int i = words.size() - 1; i >= 0 && digits < NUMBER; i--) {
      int length = digits(words.get(i));
      if (length == 0) {
        return false;
      }
      digits += length;
    }
    return digits >= NUMBER;
  }

  /// Whether a text ends with a digit or a number.
  static boolean endsInDigit(String text) {
    List<String> words = Words.of(text);
    return !words.isEmpty() && digits(words.getLast()) > 0;
  }

  /// Whether a text ends with a letter by itself, as in "B, R, O".
  static boolean endsInLetter(String text) {
    List<String> words = Words.of(text);
    return !words.isEmpty()
        && words.getLast().length() == 1
        && Character.isLetter(words.getLast().charAt(0));
  }

  private static int digits(String word) {
    if (SPOKEN_DIGITS.contains(List.of(word))) {
      return 1;
    }
    return word.chars().allMatch(Character::isDigit) ? word.length() : 0;
  }
}
