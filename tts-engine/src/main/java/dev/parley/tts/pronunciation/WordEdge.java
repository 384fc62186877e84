package dev.parley.tts.pronunciation;

/// Where words start and end. What an apostrophe, a dot, `@`, `/`, `:` or `_` joins is one word,
/// such as `don't` or an address; a hyphen stands between two words.
final class WordEdge {
  private static final String JOINING = "'’ʼ.@/:_";

  private WordEdge() {}

  static boolean isStart(CharSequence text, int index) {
    if (index == 0 || !isWord(text, index)) {
      return true;
    }
    boolean joined = index > 1 && isJoining(text, index - 1) && isWord(text, index - 2);
    return !isWord(text, index - 1) && !joined;
  }

  /// @param end the character behind a word
  static boolean isEnd(CharSequence text, int end) {
    if (end >= text.length() || !isWord(text, end - 1)) {
      return true;
    }
    return !isWord(text, end)
        && (!(isJoining(text, end) && end + 1 < text.length() && isWord(text, end + 1))
            || isPossessive(text, end));
  }

  /// Whether `'s` and nothing else follows.
  static boolean isPossessive(CharSequence text, int end) {
    return end + 1 < text.length()
        && "'’ʼ".indexOf(text.charAt(end)) >= 0
        && (text.charAt(end + 1) == 's' || text.charAt(end + 1) == 'S')
        && Character.isLetter(text.charAt(end - 1))
        && (end + 2 == text.length() || !isWord(text, end + 2));
  }

  private static boolean isWord(CharSequence text, int index) {
    char c = text.charAt(index);
    return Character.isLetterOrDigit(c)
        || Character.isSurrogate(c)
        || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static boolean isJoining(CharSequence text, int index) {
    return JOINING.indexOf(text.charAt(index)) >= 0;
  }
}
