package dev.parley.tts.english.normalize;

import static dev.parley.tts.english.normalize.Vocabulary.MONTH;

import java.util.List;

/// Dates, decades and spans of years.
final class DateRules {
  private static final List<String> WEEKDAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
  private static final String WEEKDAY =
      "Mon(?:day)?|Tue(?:s|sday)?|Wed(?:nesday)?|Thu(?:rs?|rsday)?|Fri(?:day)?|Sat(?:urday)?"
          + "|Sun(?:day)?";
  private static final String DAY = "(\\d{1,2})(?:st|nd|rd|th)?";

  private final NumberWords words;
  private final boolean dayFirst;

  DateRules(NumberWords words, Conventions conventions) {
    this.words = words;
    this.dayFirst = conventions == Conventions.BRITISH;
  }

  List<Rule> rules() {
    return List.of(
        Rule.of(
            "\\b(" + WEEKDAY + ")\\b\\.?\\s?[-–]\\s?(" + WEEKDAY + ")\\b(?:\\.(?=[\\s,]))?",
            match -> match.say(weekday(match.group(1)) + " to " + weekday(match.group(2)))),
        Rule.of(
            "\\b(" + MONTH + ")\\b\\.?\\s?[-–]\\s?(" + MONTH + ")\\b(?:\\.(?=[\\s,]))?",
            match ->
                match.say(
                    Vocabulary.month(match.group(1)) + " to " + Vocabulary.month(match.group(2)))),
        Rule.of(
            "(?<=\\b(?:[Oo]n|[Ee]very|[Nn]ext|[Ll]ast|[Tt]his|[Uu]ntil|[Bb]y|[Ff]rom|to) )"
                + "(Sat|Sun)(\\.)",
            match -> match.say(weekday(match.group(1)) + (match.endsText() ? "." : ""))),
        Rule.of(
            Rule.NUMBER_START + "(\\d{4})[-/.](\\d{2})[-/.](\\d{2})(?:T(?= [a-z]))?(?!\\d)",
            match -> date(match, match.number(2), match.number(3), match.group(1))),
        Rule.of(
            Rule.NUMBER_START
                + "(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|(?<=/)\\d{2})(?![\\d/.-]\\d|\\d)",
            this::numeric),
        Rule.of(
            "\\b("
                + MONTH
                + ")\\b\\.? "
                + DAY
                + "\\s?[-–]\\s?"
                + DAY
                + "(?![\\d:%/])(?:,? (\\d{4})\\b)?",
            match -> {
              if (isDay(match.number(2)) && isDay(match.number(3))) {
                match.say(
                    Vocabulary.month(match.group(1))
                        + " "
                        + words.ordinal(match.number(2))
                        + " to "
                        + words.ordinal(match.number(3))
                        + year(match.group(4)));
              } else {
                match.keep();
              }
            }),
        Rule.of(
            "\\b("
                + MONTH
                + ")\\b\\.? "
                + DAY
                + "(?![\\p{L}\\d:%/]|[.,]\\d)(?:,? (\\d{4})\\b(?![\\d:]))?",
            match -> {
              if (isDay(match.number(2))) {
                match.say(
                    Vocabulary.month(match.group(1))
                        + " "
                        + words.ordinal(match.number(2))
                        + year(match.group(3)));
              } else {
                match.keep();
              }
            }),
        Rule.of(
            Rule.NUMBER_START
                + "([Tt]he )?"
                + DAY
                + " (?:of )?("
                + MONTH
                + ")\\b(?:\\.(?= ?\\d))?(?:,? (\\d{4})\\b(?![\\d:]))?",
            match -> {
              if (isDay(match.number(2))) {
                String the = match.group(1).isEmpty() ? "the " : match.group(1);
                match.say(
                    the
                        + words.ordinal(match.number(2))
                        + " of "
                        + Vocabulary.month(match.group(3))
                        + year(match.group(4)));
              } else {
                match.keep();
              }
            }),
        Rule.of(
            "\\b(" + MONTH + ")\\b\\.? ?(?=['’]?\\d{2,4}\\b)",
            match -> match.exactly(0, Vocabulary.month(match.group(1)) + " ")),
        Rule.of(
            Rule.NUMBER_START + "(1[1-9]|20)(\\d\\d)[-–](\\d{2})(?![\\d\\p{L}%-])",
            match -> {
              if (match.number(3) > match.number(2)) {
                match.say(
                    words.year(match.number(1) * 100 + match.number(2))
                        + " to "
                        + words.cardinal(match.number(3)));
              } else {
                match.keep();
              }
            }),
        Rule.of(
            "(?<![\\p{L}\\d])'?(\\d0)'?s\\b",
            match -> match.say(NumberWords.plural(words.cardinal(match.group(1))))),
        Rule.of(
            Rule.NUMBER_START + "((?:1\\d|20)\\d0)'?s\\b",
            match -> match.say(NumberWords.plural(words.year(match.number(1))))),
        Rule.of(
            "(?<![\\p{L}\\d])'(\\d\\d)(?![\\p{L}\\d'])",
            match ->
                match.say(
                    match.group(1).startsWith("0")
                        ? "oh " + words.cardinal(match.group(1))
                        : words.cardinal(match.group(1)))),
        Rule.of(
            "\\b(Q[1-4]|FY) ?'?(\\d{4}|\\d{2})\\b",
            match -> match.say(quarter(match.group(1)) + " " + yearWords(match.group(2)))));
  }

  private static String weekday(String written) {
    return WEEKDAYS.stream()
        .filter(day -> day.startsWith(written.substring(0, 3)))
        .findFirst()
        .orElse(written);
  }

  private String quarter(String written) {
    return written.equals("FY") ? "F.Y" : "Q " + words.cardinal(written.substring(1));
  }

  private void numeric(Match match) {
    int first = match.number(1);
    int second = match.number(3);
    boolean dayComesFirst = dayFirst || !match.group(2).equals("/");
    int month = dayComesFirst ? second : first;
    int day = dayComesFirst ? first : second;
    String year = match.group(4);
    if (month > 12 && day <= 12) {
      date(match, day, month, year);
    } else {
      date(match, month, day, year);
    }
  }

  private void date(Match match, int month, int day, String year) {
    if (month < 1 || month > 12 || !isDay(day)) {
      match.keep();
      return;
    }
    String name = Vocabulary.MONTHS.get(month - 1);
    String spoken =
        dayFirst ? "the " + words.ordinal(day) + " of " + name : name + " " + words.ordinal(day);
    match.say(spoken + ", " + yearWords(year) + (match.group(0).endsWith("T") ? "," : ""));
  }

  private String year(String digits) {
    return digits.isEmpty() ? "" : ", " + yearWords(digits);
  }

  private String yearWords(String digits) {
    int value = Integer.parseInt(digits);
    if (digits.length() == 2) {
      value += value > 50 ? 1900 : 2000;
    }
    return words.year(value);
  }

  private static boolean isDay(int day) {
    return day >= 1 && day <= 31;
  }
}
