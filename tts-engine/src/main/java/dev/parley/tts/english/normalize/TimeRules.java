package dev.parley.tts.english.normalize;

import java.util.List;
import java.util.Locale;

/// Times of the day.
final class TimeRules {
  private static final String HALF = "([AaPp])(?:\\.\\s?[Mm]\\.|[Mm]\\b(?!\\.[A-Za-z]))";

  /// Books whose chapters and verses are written like times.
  private static final String SCRIPTURE =
      "Genesis|Exodus|Leviticus|Numbers|Deuteronomy|Joshua|Judges|Ruth|Samuel|Kings|Chronicles"
          + "|Ezra|Nehemiah|Esther|Job|Psalms?|Proverbs|Ecclesiastes|Isaiah|Jeremiah|Ezekiel"
          + "|Daniel|Hosea|Joel|Amos|Jonah|Micah|Malachi|Matthew|Mark|Luke|John|Acts|Romans"
          + "|Corinthians|Galatians|Ephesians|Philippians|Colossians|Thessalonians|Timothy|Titus"
          + "|Hebrews|James|Peter|Jude|Revelation|Surah|Sura|Quran";

  private final NumberWords words;

  TimeRules(NumberWords words) {
    this.words = words;
  }

  List<Rule> rules() {
    return List.of(
        Rule.of(
            "(?=\\d{1,3}:)(?<=\\b(?:"
                + SCRIPTURE
                + ") )(\\d{1,3}):(\\d{1,3})(?:[-–](\\d{1,3}))?(?![\\d:])",
            match ->
                match.say(
                    words.cardinal(match.group(1))
                        + " "
                        + words.cardinal(match.group(2))
                        + (match.has(3) ? " to " + words.cardinal(match.group(3)) : ""))),
        Rule.of("(?<=\\d{4}-\\d{2}-\\d{2}) (?=\\d{1,2}:\\d)", match -> match.exactly(0, ", ")),
        Rule.of("(?<=\\b(?:UTC|GMT))([-+])(?=\\d)", TimeRules::offset),
        Rule.of(
            Rule.NUMBER_START
                + "(\\d{1,3}) ?(?:hr?s?) ?(\\d{1,2}) ?m(?:ins?)?\\b(?: ?(\\d{1,2}) ?s(?:ecs?)?\\b)?",
            this::duration),
        Rule.of(
            Rule.NUMBER_START + "0(\\d)([0-5]\\d)(?= ?(?:hours|hrs)\\b)",
            match ->
                match.say(
                    "zero "
                        + words.cardinal(match.group(1))
                        + (match.number(2) == 0
                            ? " hundred"
                            : " " + words.cardinal(match.group(2))))),
        Rule.of(
            Rule.NUMBER_START
                + "(\\d{1,2}(?::[0-5]\\d)?)(?:\\s?[-–]\\s?)"
                + "(?=\\d{1,2}(?::[0-5]\\d)?\\s?[AaPp]\\.?\\s?[Mm]\\b|\\d{1,2}:[0-5]\\d)",
            match -> {
              match.keep(1);
              match.exactly(0, " to ");
            }),
        Rule.of(
            "(?<![\\d:.,])(\\d{1,2})[:.]([0-5]\\d)\\s?" + HALF,
            match -> clock(match, match.group(3))),
        Rule.of(
            "(?<![\\d:.,])(\\d{1,2}):([0-5]\\d)(?::([0-5]\\d)(?:\\.\\d{1,9}+)?)?(?![\\d:])(?:\\s?h(?:rs?)?\\b|(Z)\\b)?",
            match -> {
              clock(match, "");
              match.exactly(4, match.has(4) ? " UTC" : "");
            }),
        Rule.of(
            Rule.NUMBER_START + "(\\d{1,2})\\s?" + HALF,
            match -> {
              if (match.number(1) <= 12) {
                match.say(words.cardinal(match.group(1)) + half(match, match.group(2)));
              } else {
                match.keep();
              }
            }),
        Rule.of("(?<=[AP]\\.M)\\.?\\s?[-–]\\s?(?=\\p{L})", match -> match.exactly(0, " to ")),
        Rule.of(
            "(?<=[\\p{L}\\d] )([ap])\\.m\\.",
            match -> match.exactly(0, half(match, match.group(1)).strip())));
  }

  private static void offset(Match match) {
    match.exactly(0, match.group(1).equals("+") ? " plus " : " minus ");
  }

  private void duration(Match match) {
    match.say(
        counted(match.group(1), "hour")
            + " "
            + counted(match.group(2), "minute")
            + (match.has(3) ? " " + counted(match.group(3), "second") : ""));
  }

  private String counted(String number, String unit) {
    return words.cardinal(number) + " " + unit + (NumberWords.isOne(number) ? "" : "s");
  }

  private void clock(Match match, String halfLetter) {
    int hour = match.number(1);
    int minute = match.number(2);
    boolean withSeconds = halfLetter.isEmpty() && match.has(3) && match.number(3) > 0;
    if (hour > 24) {
      match.keep();
      return;
    }
    StringBuilder spoken = new StringBuilder();
    if (minute > 0 || withSeconds) {
      spoken.append(words.cardinal(hour)).append(' ');
      spoken.append(minute < 10 ? "oh " : "").append(words.cardinal(minute));
    } else if (!halfLetter.isEmpty()) {
      spoken.append(words.cardinal(hour));
    } else {
      spoken.append(fullHour(hour));
    }
    if (withSeconds) {
      int seconds = match.number(3);
      spoken.append(" and ").append(words.cardinal(seconds));
      spoken.append(seconds == 1 ? " second" : " seconds");
    }
    match.say(spoken + half(match, halfLetter));
  }

  private String fullHour(int hour) {
    if (hour == 0 || hour == 24) {
      return "midnight";
    }
    return words.cardinal(hour) + (hour <= 12 ? " o'clock" : " hundred");
  }

  /// The letters of the half of the day, written so that they are named; with a second dot where
  /// the sentence ends with them.
  private static String half(Match match, String letter) {
    if (letter.isEmpty()) {
      return "";
    }
    boolean dotted = match.group(0).endsWith(".");
    return " " + letter.toUpperCase(Locale.ROOT) + ".M" + (dotted && match.endsText() ? "." : "");
  }
}
