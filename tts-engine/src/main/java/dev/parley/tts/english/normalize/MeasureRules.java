package dev.parley.tts.english.normalize;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Numbers with units, percentages, heights and ratios of units.
final class MeasureRules {
  /// One letter that after a blank rather is a word or a name.
  private static final Set<String> ONLY_ATTACHED =
      Set.of("s", "t", "h", "l", "L", "J", "W", "V", "g", "in.", "MP");

  private static final Map<String, String> PERIODS = Map.of("mo", "month", "wk", "week");

  private static final Pattern MIXED =
      Pattern.compile("(?s).*\\d(?:[ -]\\d{1,2}/\\d{1,2}|[ ]?[" + Vocabulary.FRACTIONS + "])");

  /// What is called by its measure, as "the 1.8 L engine".
  private static final Pattern THING_AFTER =
      Pattern.compile(
          "(?s) (?:engine|monitor|screen|display|battery|drive|bottle|bag|box|race|run|walk|hike|lens"
              + "|charger|bulb|radius|record|dash|sprint|relay|limit|wall|stick|chip)s?\\b.*");

  /// "two 7s" are cards and not seconds.
  private static final Pattern COUNTS_BEFORE =
      Pattern.compile("(?s)(?:.*[^\\p{L}])?(?:two|three|four|both|all|the|pair of) ");

  private final NumberWords words;
  private final Map<String, List<String>> units = new LinkedHashMap<>();

  MeasureRules(NumberWords words) {
    this.words = words;
    Vocabulary.table("units.tsv").forEach(row -> units.put(row.getFirst(), row.subList(1, 3)));
  }

  List<Rule> rules() {
    String unit = Vocabulary.anyOf(units.keySet());
    return List.of(
        Rule.of("(?<=[\\p{L}\\d]) [x×] (?=\\d)", match -> match.exactly(0, " by ")),
        Rule.of("(?<=\\d)/(?=\\d{2,3} ?mmHg)", match -> match.exactly(0, " over ")),
        Rule.of(
            "(?<=[a-z] per )(mo|wk)\\b",
            match -> match.say(PERIODS.getOrDefault(match.group(1), ""))),
        Rule.of("(?<=\\d) ?° ?([NSEW])(?!\\p{L})", MeasureRules::latitude),
        Rule.of(
            "(?<=[\\d"
                + Vocabulary.FRACTIONS
                + "])(?<=\\d/(?:[2-9]|10|12|16|32|64)|["
                + Vocabulary.FRACTIONS
                + "])([ -]?)("
                + unit
                + ")(?![\\p{L}\\d/'])",
            this::partOf),
        Rule.of(
            "(?<=\\d)'(?= (?:tall|high|wide|long|deep|x|by)\\b)",
            match -> match.exactly(0, " feet")),
        Rule.of(
            "(?<![\\p{L}\\d.,'])(?<!' )(" + Rule.NUMBER + ")\"(?=[\\s.,;:!?)]|$)", this::inches),
        Rule.of(
            "(?<=\\d)%\\s?[-–]\\s?(?=(?:" + Rule.NUMBER + ")\\s?%)",
            match -> match.exactly(0, " to ")),
        Rule.of(
            "(?<=[a-z] per )(" + unit + ")(?![\\p{L}\\d'])",
            match -> match.say(name("1", match.group(1)))),
        Rule.of(
            Rule.NUMBER_START + "([1-8])\\s?(?:'|ft\\.?)\\s?(\\d{1,2})\\s?(?:\"|''|in\\b\\.?)",
            match ->
                match.say(
                    words.cardinal(match.number(1)) + " foot " + words.cardinal(match.number(2)))),
        Rule.of(
            Rule.NUMBER_START
                + "("
                + Rule.NUMBER
                + ")\\s?[-–]\\s?(?=(?:"
                + Rule.NUMBER
                + ")\\s?(?:%|"
                + unit
                + ")(?![\\p{L}\\d]))",
            match -> match.say(words.number(match.group(1)) + " to ")),
        Rule.of(
            "(?<![\\p{L}\\d.,])([-+±~≈<>≤≥])?(" + Rule.NUMBER + ")(\\s?)%",
            match -> match.say(sign(match.group(1)) + words.number(match.group(2)) + " percent")),
        Rule.of(
            "(?<![\\p{L}\\d.,])([-+±~≈])?("
                + Rule.NUMBER
                + ")([\\s-]?)("
                + unit
                + ")(?![\\p{L}\\d²³/'])"
                + "(?:\\s?/\\s?(?=[a-z])|\\.(?= \\p{Ll}))?",
            this::measure),
        Rule.of(
            "(?<![\\p{L}\\d.,])([-+±~≈])?("
                + Rule.NUMBER
                + ")([\\s-]?)("
                + unit
                + ")/("
                + unit
                + "|day|week|month|year|hour|person)(?![\\p{L}\\d²³/'])",
            match ->
                match.say(
                    sign(match.group(1))
                        + words.number(match.group(2))
                        + " "
                        + name(match.group(2), match.group(4))
                        + " per "
                        + name("1", match.group(5)))));
  }

  private static void latitude(Match match) {
    String direction = Vocabulary.DIRECTIONS.getOrDefault(match.group(1), "");
    match.exactly(0, " degrees " + direction.toLowerCase(Locale.ROOT));
  }

  /// A unit behind a fraction: several only where a whole number precedes.
  private void partOf(Match match) {
    String gap = match.group(1);
    String unit = match.group(2);
    if (!gap.isEmpty() && ONLY_ATTACHED.contains(unit)) {
      match.keep();
      return;
    }
    boolean mixed = MIXED.matcher(match.preceding(8)).matches();
    match.exactly(0, " " + name(mixed && !gap.equals("-") ? "2" : "1", unit));
    match.exactly(0, unit.endsWith(".") && match.endsText() ? "." : "");
  }

  /// A closing quotation mark looks the same: it has an opening one before it.
  private void inches(Match match) {
    if (match.preceding(240).chars().filter(c -> c == '"').count() % 2 != 0) {
      match.keep();
      return;
    }
    boolean one = NumberWords.isOne(match.group(1)) || Rule.describes(match);
    match.say(words.number(match.group(1)) + (one ? " inch" : " inches"));
  }

  private void measure(Match match) {
    String unit = match.group(4);
    String gap = match.group(3);
    boolean attributive =
        gap.equals("-")
            || Rule.describes(match)
            || THING_AFTER.matcher(match.following(16)).matches();
    if (unit.equals("s") && gap.isEmpty() && COUNTS_BEFORE.matcher(match.preceding(8)).matches()) {
      match.keep();
      return;
    }
    if (!gap.isEmpty() && ONLY_ATTACHED.contains(unit) && !startsPlainly(match)) {
      match.keep();
      return;
    }
    String number = match.group(2);
    if (unit.equals("s")
        && gap.isEmpty()
        && number.length() > 1
        && number.endsWith("0")
        && number.indexOf('.') < 0) {
      match.keep();
      return;
    }
    String dot = unit.endsWith(".") && match.endsText() ? "." : "";
    String per = match.group(0).endsWith("/") ? " per " : "";
    match.say(
        sign(match.group(1))
            + words.number(number)
            + " "
            + (attributive ? name("1", unit) : name(number, unit))
            + per
            + dot);
  }

  /// After a blank, a one-letter unit counts if a mark, the end or a small word follows.
  private static boolean startsPlainly(Match match) {
    String next = match.following(5);
    return next.isEmpty()
        || ".,;:!?)".indexOf(next.charAt(0)) >= 0
        || next.startsWith(" of ")
        || next.startsWith(" and")
        || next.startsWith(" at ")
        || next.startsWith(" per");
  }

  private String name(String number, String unit) {
    List<String> names = units.get(unit);
    if (names == null) {
      return unit;
    }
    return NumberWords.isOne(number) ? names.getFirst() : names.getLast();
  }

  private static String sign(String written) {
    return switch (written) {
      case "-" -> "minus ";
      case "+" -> "plus ";
      case "±" -> "plus or minus ";
      case "~", "≈" -> "about ";
      case "<" -> "less than ";
      case ">" -> "more than ";
      case "≤" -> "at most ";
      case "≥" -> "at least ";
      default -> "";
    };
  }
}
