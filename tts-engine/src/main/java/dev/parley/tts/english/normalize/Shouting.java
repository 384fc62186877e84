package dev.parley.tts.english.normalize;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text all in capitals, which would be taken for abbreviations and spelled.
final class Shouting {
  private static final Pattern WORD =
      Pattern.compile("\\p{L}{2,}+|(?<= )A(?= )|(?<=\\p{L}')\\p{L}");
  private static final int FEWEST_WORDS = 3;

  /// One of them shows that the capitals are words and not a list of abbreviations.
  private static final Set<String> SMALL_WORDS =
      Set.of(
          "THE", "AND", "OF", "TO", "IN", "IS", "IT", "YOU", "THAT", "FOR", "NOT", "WAS", "MY",
          "HE", "SHE", "WE", "ARE", "THIS", "WITH", "ON", "BE", "DO", "NO", "ALL", "YOUR");

  private Shouting() {}

  /// The text in small letters except for the first one, if it is all in capitals.
  static SpannedText lowered(SpannedText text) {
    if (text.text().chars().anyMatch(Character::isLowerCase)) {
      return text;
    }
    int words = 0;
    boolean small = false;
    Matcher matcher = WORD.matcher(text.text());
    while (matcher.find() && !(small && words >= FEWEST_WORDS)) {
      words++;
      small |= SMALL_WORDS.contains(matcher.group());
    }
    if (!small || words < FEWEST_WORDS) {
      return text;
    }
    return text.rewrite(WORD, match -> match.exactly(0, lowered(match)));
  }

  private static String lowered(Match match) {
    String word = match.group(0);
    String lower = word.toLowerCase(Locale.ROOT);
    return match.preceding(1).isEmpty() ? word.charAt(0) + lower.substring(1) : lower;
  }
}
