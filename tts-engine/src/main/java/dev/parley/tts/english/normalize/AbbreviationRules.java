package dev.parley.tts.english.normalize;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Abbreviations that are said in full. Where one has two meanings, the capitals around it decide:
/// "St. John" is a saint, "John St." a street.
final class AbbreviationRules {
  /// Words that end with their dot at the end of a text: the dot then also ends the sentence.
  private static final String LETTERS_DOT = "(?:\\.|(?=[\\s,;:!?)]|$))";

  private static final String ROAD_NUMBER = "(?:\\d{1,6}[A-Za-z]?|\\d{1,3}(?:st|nd|rd|th))";

  private static final Set<String> PAUSING = Set.of("e.g.", "eg.", "i.e.", "ie.");

  private final Map<String, String> titles = Vocabulary.abbreviations("title");
  private final Map<String, String> streets = Vocabulary.abbreviations("street");
  private final Map<String, String> suffixes = Vocabulary.abbreviations("suffix");
  private final Map<String, String> dotted = Vocabulary.abbreviations("dotted");
  private final Map<String, String> numbered = Vocabulary.abbreviations("numbered");
  private final Map<String, String> plain = Vocabulary.abbreviations("plain");

  /// Small words that are no abbreviation without a dot before a number.
  private static final Set<String> NEED_DOT =
      Set.of(
          "no", "nos", "art", "ex", "par", "op", "eq", "sec", "p", "pt", "figs", "ch", "rm", "fig",
          "chap");

  List<Rule> rules() {
    Map<String, String> anyCase = new HashMap<>();
    dotted.forEach(
        (written, spoken) -> {
          anyCase.put(written, spoken);
          anyCase.put(capitalised(written), capitalised(spoken));
        });
    Map<String, String> numberedAnyCase = new HashMap<>();
    numbered.forEach(
        (written, spoken) -> {
          numberedAnyCase.put(written, spoken);
          numberedAnyCase.put(capitalised(written), capitalised(spoken));
        });
    return List.of(
        Rule.of(
            "\\b(Mr|Mrs|Ms|Dr)\\.?(?= (?:&|and|or) (?:Mrs?|Ms|Dr)\\b)",
            match -> match.say(titles.getOrDefault(match.group(1), match.group(1)))),
        Rule.of(
            "(?=Dr)(?<=^|\\b(?:[Tt]he|[Aa]|[Mm]y|[Yy]our|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir) )Dr\\.?(?= \\p{Ll}|[,;:!?])",
            match -> match.say("Doctor")),
        Rule.of(
            "\\b([NSEW])\\. (?=\\p{Lu}\\p{Ll}{1,20} (?:St|Ave|Rd|Blvd|Dr|Ln|Street|Avenue|Road)\\b)",
            match -> match.say(Vocabulary.DIRECTIONS.getOrDefault(match.group(1), "") + " ")),
        Rule.of(
            "(?<![\\p{L}\\d.])("
                + Vocabulary.anyOf(plain.keySet())
                + ")(?![\\p{L}\\d])(?!\\.\\p{L})",
            match ->
                match.say(plain.getOrDefault(match.group(1), "") + stop(match, match.group(1)))),
        Rule.of(
            "(?<![\\p{L}\\d])("
                + Vocabulary.anyOf(numberedAnyCase.keySet())
                + ")(\\.?)(\\s?)(?=\\d|[IVX]{1,5}\\b)",
            match -> {
              String written = match.group(1).toLowerCase(Locale.ROOT);
              boolean dot = !match.group(2).isEmpty();
              boolean blank = !match.group(3).isEmpty();
              boolean abbreviated = dot || (blank && !NEED_DOT.contains(written));
              if (abbreviated) {
                match.say(numberedAnyCase.getOrDefault(match.group(1), "") + " ");
              } else {
                match.keep();
              }
            }),
        Rule.of(
            "(?<=\\p{L}|\\d)( )("
                + Vocabulary.anyOf(streets.keySet())
                + ")"
                + LETTERS_DOT
                + "(?! \\p{Lu}\\p{Ll}+ "
                + "(?:said|was|is|has))",
            this::street),
        Rule.of(
            "(?<![\\p{L}\\d.-])("
                + Vocabulary.anyOf(titles.keySet())
                + ")(\\.?) (?=\\p{Lu}|\\p{Lu}\\.)",
            this::title),
        Rule.of(
            "(?<=\\p{L}|,)( )("
                + Vocabulary.anyOf(suffixes.keySet())
                + ")(\\.|(?=[\\s,;:!?)']|$))(?!\\p{L})",
            match -> {
              match.keep(1);
              match.exactly(2, suffixes.getOrDefault(match.group(2), ""));
              match.exactly(0, match.group(3).equals(".") && match.endsText() ? "." : "");
            }),
        Rule.of(
            "(?<![\\p{L}\\d.])(" + Vocabulary.anyOf(anyCase.keySet()) + ")\\.(?!\\p{L})",
            match -> {
              if (isWord(match.group(1))
                  && (match.endsText() || !match.following(2).matches(" [a-z\\d]"))) {
                match.keep();
              } else {
                match.say(anyCase.getOrDefault(match.group(1), "") + (match.endsText() ? "." : ""));
              }
            }),
        Rule.of(
            "(?<![\\p{L}\\d])(Mon|Tues?|Wed|Thurs?|Thu|Fri)(?=, ?(?:\\p{Lu}|\\d|$))",
            match ->
                match.say(
                    dotted.getOrDefault(match.group(1).toLowerCase(Locale.ROOT), match.group(1)))));
  }

  /// Abbreviations that also are words; "sun" and "sat" are left out of the list for that reason.
  private static boolean isWord(String text) {
    return switch (text) {
      case "est",
          "mo",
          "mar",
          "jan",
          "ed",
          "mount",
          "esp",
          "max",
          "Max",
          "Ed",
          "trans",
          "temp",
          "Temp",
          "mon",
          "wed",
          "ref",
          "ca" ->
          true;
      default -> false;
    };
  }

  private void street(Match match) {
    String written = match.group(2);
    boolean dot = match.group(0).endsWith(".");
    String before = match.preceding(40);
    String next = match.following(2);
    boolean named = before.matches("(?s).*(?:\\p{Lu}[\\p{L}']*|\\d(?:st|nd|rd|th))$");
    boolean titleFollows =
        titles.containsKey(written)
            && next.matches(" \\p{Lu}")
            && !before.matches("(?s).*\\b" + ROAD_NUMBER + " (?:\\p{L}+ ){0,3}\\p{L}+$");
    if (!named || titleFollows || (!dot && written.length() > 3 && !streets.containsKey(written))) {
      match.keep();
      return;
    }
    match.keep(1);
    match.exactly(2, streets.getOrDefault(written, written));
    match.exactly(0, dot && match.endsText() ? "." : "");
  }

  private void title(Match match) {
    String written = match.group(1);
    boolean dot = match.group(2).equals(".");
    if (!dot && written.length() > 4) {
      match.keep();
      return;
    }
    match.say(titles.getOrDefault(written, written) + " ");
  }

  /// What follows: the end of the sentence if its dot also ended the abbreviation, and a pause
  /// behind "for example".
  private static String stop(Match match, String written) {
    if (written.endsWith(".") && match.endsText()) {
      return ".";
    }
    return match.after() == ' ' && PAUSING.contains(written) ? "," : "";
  }

  private static String capitalised(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
