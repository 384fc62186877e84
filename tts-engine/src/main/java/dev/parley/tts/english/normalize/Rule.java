package dev.parley.tts.english.normalize;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/// One rewriting of a written form. Its pattern must take linear time: bounded or possessive
/// repetitions, and a start that cannot lie inside a run that was tried before.
///
/// @param pattern what is written
/// @param action says what is spoken
record Rule(Pattern pattern, Consumer<Match> action) {
  /// A number that starts here and is not the tail of another one.
  static final String NUMBER_START = "(?<![\\p{L}\\d])(?<!\\d[.,])";

  /// Digits, with commas between thousands and a fraction if there are any.
  static final String NUMBER = "(?:\\d{1,3}(?:,\\d{3}){1,9}+(?!\\d)|\\d++)(?:\\.\\d++)?+";

  /// Nothing that would make a number, a word or a dotted form longer.
  static final String END = "(?![\\p{L}\\d])(?![.,:/-]\\d)";

  private static final Pattern ARTICLE_BEFORE =
      Pattern.compile("(?s)(?:.*[^\\p{L}])?(?i:an?|another) ");

  private static final Pattern NOUN_AFTER =
      Pattern.compile(
          "(?s) (?!(?:and|or|of|per|in|at|for|on|to|from|is|was|by|if|as|plus|minus|more|less|than"
              + "|then|but|when|each|every|away|long|with|over|under|a|an|times)\\b)\\p{L}{2}.*");

  static Rule of(String pattern, Consumer<Match> action) {
    return new Rule(Pattern.compile(pattern), action);
  }

  /// Whether a measure or an amount stands before its noun, as in "a 5 km run".
  static boolean describes(Match match) {
    return ARTICLE_BEFORE.matcher(match.preceding(9)).matches()
        && NOUN_AFTER.matcher(match.following(8)).matches();
  }

  SpannedText apply(SpannedText text) {
    return text.rewrite(pattern, action);
  }
}
