package dev.parley.tts.english.normalize;

import java.util.regex.Matcher;

/// One match of a rule's pattern, and the place to say what is spoken instead. What a rule neither
/// says nor keeps is not spoken. Valid during one call of the rule only.
final class Match {
  private final Matcher matcher;
  private final String text;
  private final SpannedText.Builder target;

  Match(Matcher matcher, String text, SpannedText.Builder target) {
    this.matcher = matcher;
    this.text = text;
    this.target = target;
  }

  boolean has(int group) {
    return matcher.start(group) >= 0;
  }

  /// The text of a group, empty if it took no part; group 0 is the whole match.
  String group(int group) {
    String found = matcher.group(group);
    return found == null ? "" : found;
  }

  /// A group of a few digits as a number.
  int number(int group) {
    return Integer.parseInt(group(group));
  }

  /// Where the match starts.
  int start() {
    return matcher.start();
  }

  /// The character before the match, a blank at the start of the text.
  char before() {
    return matcher.start() == 0 ? ' ' : text.charAt(matcher.start() - 1);
  }

  /// The character after the match, a blank at the end of the text.
  char after() {
    return matcher.end() == text.length() ? ' ' : text.charAt(matcher.end());
  }

  /// Whether only closing marks follow the match up to the end of the text.
  boolean endsText() {
    for (int i = matcher.end(); i < text.length(); i++) {
      if (Character.isLetterOrDigit(text.charAt(i)) || i > matcher.end() + 16) {
        return false;
      }
    }
    return true;
  }

  /// Up to `count` characters before the match.
  String preceding(int count) {
    return text.substring(Math.max(0, matcher.start() - count), matcher.start());
  }

  /// Up to `count` characters behind the match.
  String following(int count) {
    return text.substring(matcher.end(), Math.min(text.length(), matcher.end() + count));
  }

  /// Leaves the match as it is.
  void keep() {
    target.keep(matcher.start(), matcher.end());
  }

  /// Leaves a group as it is.
  void keep(int group) {
    if (has(group)) {
      target.keep(matcher.start(group), matcher.end(group));
    }
  }

  /// Says words for the whole match, set off by blanks from what precedes.
  void say(String words) {
    say(0, words);
  }

  /// Says words for a group that took part, set off by a blank from what precedes.
  void say(int group, String words) {
    boolean apart =
        !words.isEmpty()
            && Character.isLetterOrDigit(words.charAt(0))
            && (Character.isLetterOrDigit(target.last()) || isClosing(target.last()));
    exactly(group, apart ? " " + words : words);
  }

  /// Says words for a group as they are, also in the middle of a word.
  void exactly(int group, String words) {
    if (!words.isEmpty()) {
      target.say(words, matcher.start(group), matcher.end(group));
    }
  }

  private static boolean isClosing(char c) {
    return c == ',' || c == '.' || c == ';' || c == ':' || c == ')';
  }
}
