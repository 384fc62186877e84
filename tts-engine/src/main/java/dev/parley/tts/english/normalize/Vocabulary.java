package dev.parley.tts.english.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The word lists of the rules.
final class Vocabulary {
  static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  /// How a month is written, in full or cut, without a dot.
  static final String MONTH =
      "January|February|March|April|May|June|July|August|September|October|November|December"
          + "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec";

  /// Fractions that are one character.
  static final String FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞";

  static final Map<String, String> DIRECTIONS =
      Map.of("N", "North", "S", "South", "E", "East", "W", "West");

  private Vocabulary() {}

  /// The dot of a cut month. Behind a full name a dot ends the sentence.
  static final String MONTH_DOT =
      "(?:(?<=\\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec))\\.)?";

  /// The full name of a month as [#MONTH] matches it.
  static String month(String written) {
    return MONTHS.stream()
        .filter(month -> month.regionMatches(true, 0, written, 0, 3))
        .findFirst()
        .orElse(written);
  }

  /// The rows of a table beside this class.
  static List<List<String>> table(String name) {
    try (InputStream file =
            Objects.requireNonNull(Vocabulary.class.getResourceAsStream(name), name);
        BufferedReader reader = new BufferedReader(new InputStreamReader(file, UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split("\t", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The abbreviations of one kind, with what they mean.
  static Map<String, String> abbreviations(String kind) {
    return table("abbreviations.tsv").stream()
        .filter(row -> row.getFirst().equals(kind))
        .collect(
            Collectors.toMap(
                row -> row.get(1), row -> row.get(2), (one, two) -> one, LinkedHashMap::new));
  }

  /// A pattern for any of these, the longest first.
  static String anyOf(Collection<String> words) {
    return words.stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .map(Pattern::quote)
        .collect(Collectors.joining("|"));
  }
}
