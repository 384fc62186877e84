package dev.parley.tts.text;

/// Whether two words may be read apart. Numbers and what they count, names, abbreviations, formulas
/// and what stands between brackets may not: how a part of them is read depends on the other part.
final class WordGap {
  private static final int LONGEST_BEFORE = 48;
  private static final int LONGEST_ASIDE = 80;
  private static final int LONGEST_LINK = 3;

  private WordGap() {}

  /// Looks at one character behind the gap and at some before it.
  ///
  /// @param from where the words start
  /// @param next the first character behind the gap's blank
  static boolean mayBreak(CharSequence text, int from, int next) {
    char follower = text.charAt(next);
    boolean opensWord = Character.isLetter(follower) || "\"'“‘".indexOf(follower) >= 0;
    if (!opensWord || isAside(text, from, next)) {
      return false;
    }
    int end = next - 1;
    int start = wordStart(text, from, end);
    if (start == end || text.charAt(end - 1) == '.') {
      return false;
    }
    int earlier = start > from ? wordStart(text, from, start - 1) : start;
    // "Bank of England", "George V and VI".
    int nameStart = end - start <= LONGEST_LINK ? earlier : start;
    return isWord(text, start, end)
        && !hasNumber(text, earlier, end)
        && !(Character.isUpperCase(follower) && hasCapital(text, nameStart, end))
        && !isInCapitals(text, start, end);
  }

  /// Whether an open bracket stands before a place.
  static boolean isAside(CharSequence text, int from, int at) {
    for (int i = at - 1; i >= Math.max(from, at - LONGEST_ASIDE); i--) {
      switch (text.charAt(i)) {
        case '(', '[' -> {
          return true;
        }
        case ')', ']' -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }

  private static int wordStart(CharSequence text, int from, int end) {
    int start = end;
    while (start > from
        && end - start < LONGEST_BEFORE
        && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean isWord(CharSequence text, int start, int end) {
    return text.subSequence(start, end).chars().anyMatch(Character::isLetter);
  }

  private static boolean hasNumber(CharSequence text, int start, int end) {
    return text.subSequence(start, end)
        .chars()
        .anyMatch(c -> Character.isDigit(c) || Character.getType(c) == Character.OTHER_NUMBER);
  }

  private static boolean hasCapital(CharSequence text, int start, int end) {
    return text.subSequence(start, end).chars().anyMatch(Character::isUpperCase);
  }

  private static boolean isInCapitals(CharSequence text, int start, int end) {
    return text.subSequence(start, end).chars().noneMatch(Character::isLowerCase);
  }
}
