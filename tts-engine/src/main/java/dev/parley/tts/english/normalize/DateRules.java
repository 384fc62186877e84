package dev.parley.tts.english.normalize;

import static dev.parley.tts.english.normalize.Vocabulary.MONTH;
import static dev.parley.tts.english.normalize.Vocabulary.MONTH_DOT;

import java.util.List;
import java.util.Optional;

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
        Rule.of("\\bc\\. ?(?=\\d{3,4}\\b)", match -> match.say("circa ")),
        Rule.of(
            "(?=[ –-])(?<=\\d0'?s) ?[-–] ?(?='?\\d{1,3}0'?s\\b)|(?<=\\d(?:st|nd|rd|th)?) ?[-–] ?(?=(?:"
                + MONTH
                + ")\\b\\.? \\d)",
            match -> match.exactly(0, " to ")),
        Rule.of(
            Rule.NUMBER_START + "((?:1[5-9]|20)\\d\\d)-(0[1-9]|1[0-2])(?![\\p{L}\\d-]|[.,/:]\\d)",
            match -> {
              int month = match.number(2);
              if (month < 10 || month <= match.number(1) % 100) {
                match.say(Vocabulary.MONTHS.get(month - 1) + " " + yearWords(match.group(1)));
              } else {
                match.keep();
              }
            }),
        Rule.of(
            Rule.NUMBER_START
                + "(?<!\\d[/-])(0?[1-9]|1[0-2])/((?:19|20)\\d\\d)(?![\\p{L}\\d/-]|[.,:]\\d)",
            match ->
                match.say(
                    Vocabulary.MONTHS.get(match.number(1) - 1) + " " + yearWords(match.group(2)))),
        Rule.of(
            Rule.NUMBER_START + "((?:19|20)\\d\\d)/(\\d{4}|\\d\\d)(?![\\p{L}\\d/-]|[.,:]\\d)",
            this::season),
        Rule.of(
            "(?=\\d)(?<= )(?<=\\b(?:[Oo]n|[Uu]ntil|[Dd]ue|[Dd]ated|[Bb]efore) )"
                + "(\\d{1,2})/(\\d{1,2})(?![\\p{L}\\d/]|[.,:-]\\d| of\\b)",
            this::dayOfYear),
        Rule.of(
            "\\b(" + WEEKDAY + ")\\b\\.?\\s?[-–]\\s?(" + WEEKDAY + ")\\b(?:\\.(?=[\\s,]))?",
            match -> match.say(weekday(match.group(1)) + " to " + weekday(match.group(2)))),
        Rule.of(
            "\\b(" + MONTH + ")\\b\\.?\\s?[-–]\\s?(" + MONTH + ")\\b(?:\\.(?=[\\s,]))?",
            match ->
                match.say(
                    Vocabulary.month(match.group(1)) + " to " + Vocabulary.month(match.group(2)))),
        Rule.of(
            "(?=S)(?<=\\b(?:[Oo]n|[Ee]very|[Nn]ext|[Ll]ast|[Tt]his|[Uu]ntil|[Bb]y|[Ff]rom|to) )"
                + "(Sat|Sun)(\\.)|\\b(Sat|Sun)\\.(?=, ?(?:\\p{Lu}|$)| and \\p{Lu})",
            match ->
                match.say(
                    weekday(match.group(1) + match.group(3)) + (match.endsText() ? "." : ""))),
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
                + ")\\b"
                + MONTH_DOT
                + " "
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
                + ")\\b"
                + MONTH_DOT
                + " "
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
                + "([Tt]he )?(\\d{1,2})(?:st|nd|rd|th)? ?[-–] ?"
                + DAY
                + " (?:of )?("
                + MONTH
                + ")\\b(?:,? (\\d{4})\\b(?![\\d:]))?",
            match -> {
              if (isDay(match.number(2)) && isDay(match.number(3))) {
                match.say(
                    the(match.group(1))
                        + words.ordinal(match.number(2))
                        + " to "
                        + words.ordinal(match.number(3))
                        + " of "
                        + Vocabulary.month(match.group(4))
                        + year(match.group(5)));
              } else {
                match.keep();
              }
            }),
        Rule.of(
            Rule.NUMBER_START
                + "([Tt]he )?(\\d{1,2})(st|nd|rd|th)?( of)? ("
                + MONTH
                + ")\\b(?:\\.(?= ?\\d))?(?:,? (\\d{4})\\b(?![\\d:]))?",
            match -> {
              if (isDay(match.number(2))) {
                // "Happy 4th of July" has no article.
                boolean asWritten = match.has(3) && match.has(4);
                match.say(
                    (asWritten ? match.group(1) : the(match.group(1)))
                        + words.ordinal(match.number(2))
                        + " of "
                        + Vocabulary.month(match.group(5))
                        + year(match.group(6)));
              } else {
                match.keep();
              }
            }),
        Rule.of(
            "\\b(" + MONTH + ")\\b" + MONTH_DOT + " ?(?=['’]?\\d{2,4}\\b)",
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

  /// A date of which some parts may be missing.
  ///
  /// @param day digits; empty if it is missing, as the other two may be
  /// @return empty if there is no such date
  Optional<String> spoken(String day, String month, String year) {
    int dayNumber = day.isEmpty() ? 1 : Integer.parseInt(day);
    int monthNumber = month.isEmpty() ? 1 : Integer.parseInt(month);
    if (!isDay(dayNumber)
        || monthNumber < 1
        || monthNumber > 12
        || (month.isEmpty() && !day.isEmpty() && !year.isEmpty())) {
      return Optional.empty();
    }
    String spokenYear = year.isEmpty() ? "" : yearWords(year);
    if (month.isEmpty()) {
      return Optional.of(day.isEmpty() ? spokenYear : words.ordinal(dayNumber));
    }
    if (day.isEmpty()) {
      return Optional.of((Vocabulary.MONTHS.get(monthNumber - 1) + " " + spokenYear).strip());
    }
    return Optional.of(
        dayAndMonth(monthNumber, dayNumber) + (year.isEmpty() ? "" : ", " + spokenYear));
  }

  /// 2023/24, 1999/2000: two years in a row.
  private void season(Match match) {
    int next = match.number(1) + 1;
    int second = match.number(2);
    if (second == next) {
      match.say(words.year(next - 1) + " " + words.year(next));
    } else if (second == next % 100 && second > 0) {
      match.say(words.year(next - 1) + (second < 10 ? " oh " : " ") + words.cardinal(second));
    } else {
      match.keep();
    }
  }

  private void dayOfYear(Match match) {
    int month = match.number(dayFirst ? 2 : 1);
    int day = match.number(dayFirst ? 1 : 2);
    if (month > 12 && day <= 12) {
      say(match, day, month);
    } else {
      say(match, month, day);
    }
  }

  private void say(Match match, int month, int day) {
    if (month < 1 || month > 12 || !isDay(day)) {
      match.keep();
      return;
    }
    match.say(dayAndMonth(month, day));
  }

  private String dayAndMonth(int month, int day) {
    String name = Vocabulary.MONTHS.get(month - 1);
    return dayFirst ? "the " + words.ordinal(day) + " of " + name : name + " " + words.ordinal(day);
  }

  private static String the(String written) {
    return written.isEmpty() ? "the " : written;
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
    match.say(
        dayAndMonth(month, day)
            + ", "
            + yearWords(year)
            + (match.group(0).endsWith("T") ? "," : ""));
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
