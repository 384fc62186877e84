package dev.parley.tts.text;

import java.util.Locale;
import java.util.Set;

/// Whether a full stop ends a sentence, judged by the words beside it. English.
final class SentenceEnd {
  /// What a name, a number or an example follows: never the end.
  private static final Set<String> LEADING =
      Set.of(
          "mr", "mrs", "ms", "mx", "dr", "prof", "rev", "fr", "hon", "pres", "gov", "sen", "rep",
          "gen", "col", "maj", "capt", "cmdr", "lt", "sgt", "cpl", "pvt", "st", "mt", "ft", "e.g",
          "i.e", "cf", "vs", "viz", "ca", "messrs", "mme", "mlle", "sra", "herr", "approx", "rs",
          "feat", "incl", "excl", "esp", "orig", "avg", "asst", "assoc");

  /// What a number follows; before anything else these are words.
  private static final Set<String> NUMBERING =
      Set.of(
          "no", "nos", "fig", "figs", "vol", "ch", "sec", "art", "eq", "p", "pp", "op", "para",
          "max", "min", "pt", "chap", "vols", "rm", "apt", "ste", "ext", "tel", "pg", "ed");

  /// What may also stand at the end; the word behind decides.
  private static final Set<String> TRAILING =
      Set.of(
          "etc", "inc", "ltd", "co", "corp", "llc", "bros", "jr", "sr", "esq", "ph.d", "dept",
          "est", "ave", "blvd", "rd", "hwy", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
          "sept", "oct", "nov", "dec", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "oz",
          "lb", "lbs", "tel", "ext", "min", "mins", "hrs", "yrs", "apt", "ste", "rte", "bldg",
          "univ", "govt", "misc", "cont", "max", "ft", "tsp", "tbsp", "sq", "cu", "vols", "eds");

  private static final Set<String> STARTERS =
      Set.of(
          "the",
          "a",
          "an",
          "this",
          "that",
          "these",
          "those",
          "there",
          "here",
          "it",
          "its",
          "he",
          "she",
          "they",
          "we",
          "you",
          "i",
          "my",
          "your",
          "his",
          "her",
          "our",
          "their",
          "in",
          "on",
          "at",
          "for",
          "from",
          "to",
          "with",
          "by",
          "as",
          "after",
          "before",
          "when",
          "while",
          "if",
          "because",
          "since",
          "although",
          "but",
          "and",
          "or",
          "so",
          "then",
          "however",
          "also",
          "what",
          "who",
          "why",
          "how",
          "where",
          "which",
          "is",
          "are",
          "was",
          "do",
          "does",
          "did",
          "can",
          "could",
          "would",
          "will",
          "let",
          "please",
          "no",
          "yes",
          "not",
          "some",
          "many",
          "most",
          "all",
          "each",
          "one",
          "it's",
          "i'm",
          "don't",
          "that's",
          "let's");

  private SentenceEnd() {}

  /// Whether [#isAt] looks at more than the first letter of the next word.
  static boolean dependsOnWholeWord(String before) {
    String word = stripOpening(before).toLowerCase(Locale.ROOT);
    return TRAILING.contains(word)
        || NUMBERING.contains(word)
        || isInitials(word)
        || isWeekend(stripOpening(before));
  }

  /// @param before the characters from the last blank to the full stop, without it
  /// @param follower the next word, without opening marks, perhaps cut
  /// @param opensLine whether `before` is the first thing in its line
  static boolean isAt(String before, String follower, boolean opensLine) {
    String word = stripOpening(before).toLowerCase(Locale.ROOT);
    if (word.isEmpty() || follower.isEmpty()) {
      return true;
    }
    boolean numberFollows =
        Character.isDigit(follower.codePointAt(0))
            || (follower.length() > 1 && follower.chars().allMatch(c -> "IVXL".indexOf(c) >= 0));
    if (opensLine && word.length() <= 3 && word.chars().allMatch(Character::isDigit)) {
      return false; // the number of a list
    }
    if (LEADING.contains(word) || (numberFollows && NUMBERING.contains(word))) {
      return false;
    }
    if (TRAILING.contains(word) || isInitials(word) || isWeekend(stripOpening(before))) {
      return isStarter(follower);
    }
    if (Character.isLowerCase(follower.codePointAt(0))) {
      // Text without capitals; a short or vowelless word is rather an abbreviation.
      return word.length() >= 3 && word.chars().anyMatch(c -> "aeiouy".indexOf(c) >= 0);
    }
    return true;
  }

  /// In small letters these are words.
  private static boolean isWeekend(String word) {
    return word.equals("Sat") || word.equals("Sun");
  }

  /// `J`, `U.S`, `p.m`.
  private static boolean isInitials(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (i % 2 == 0 ? !Character.isLetter(c) : c != '.') {
        return false;
      }
    }
    return word.length() % 2 == 1;
  }

  private static boolean isStarter(String follower) {
    return Character.isUpperCase(follower.codePointAt(0))
        && STARTERS.contains(follower.toLowerCase(Locale.ROOT).replace('’', '\''));
  }

  private static String stripOpening(String word) {
    int start = 0;
    while (start < word.length() && "([{\"'“‘«*_`~".indexOf(word.charAt(start)) >= 0) {
      start++;
    }
    return word.substring(start);
  }
}
