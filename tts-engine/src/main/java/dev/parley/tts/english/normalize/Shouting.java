package dev.parley.tts.english.normalize;

import java.util.BitSet;
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
          "AM", "SO", "ME", "BUT", "HAVE", "WHAT", "HE", "SHE", "WE", "ARE", "THIS", "WITH", "ON",
          "BE", "DO", "NO", "ALL", "YOUR");

  private Shouting() {}

  /// The text with its sentences that are all in capitals in small letters except for the first
  /// one.
  static SpannedText lowered(SpannedText text) {
    String written = text.text();
    BitSet loud = new BitSet();
    BitSet starts = new BitSet();
    int start = 0;
    while (start < written.length()) {
      int end = sentenceEnd(written, start);
      if (isLoud(written.substring(start, end))) {
        loud.set(start, end);
        starts.set(start);
      }
      start = end;
    }
    if (loud.isEmpty()) {
      return text;
    }
    return text.rewrite(
        WORD,
        match -> {
          if (loud.get(match.start())) {
            match.exactly(0, lowered(match.group(0), starts.get(match.start())));
          } else {
            match.keep();
          }
        });
  }

  private static boolean isLoud(String sentence) {
    if (sentence.chars().anyMatch(Character::isLowerCase)) {
      return false;
    }
    int words = 0;
    boolean small = false;
    Matcher matcher = WORD.matcher(sentence);
    while (matcher.find() && !(small && words >= FEWEST_WORDS)) {
      words++;
      small |= SMALL_WORDS.contains(matcher.group());
    }
    return small && words >= FEWEST_WORDS;
  }

  private static int sentenceEnd(String text, int start) {
    int at = start;
    while (at < text.length()) {
      boolean stop = ".!?".indexOf(text.charAt(at)) >= 0;
      at++;
      if (stop && at < text.length() && text.charAt(at) == ' ') {
        return at + 1;
      }
    }
    return at;
  }

  private static String lowered(String word, boolean first) {
    String lower = word.toLowerCase(Locale.ROOT);
    return first ? word.charAt(0) + lower.substring(1) : lower;
  }
}
