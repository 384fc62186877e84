package dev.parley.tts.english.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Numbers as words, separated by single blanks. Immutable.
final class NumberWords {
  /// Longer numbers have no name here; their digits are said.
  static final int MOST_DIGITS = 36;

  private static final List<String> SMALL =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen");
  private static final List<String> TENS =
      List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
  private static final List<String> SCALES =
      List.of(
          "",
          "thousand",
          "million",
          "billion",
          "trillion",
          "quadrillion",
          "quintillion",
          "sextillion",
          "septillion",
          "octillion",
          "nonillion",
          "decillion");
  private static final Map<String, String> IRREGULAR_ORDINALS =
      Map.of(
          "one", "first", "two", "second", "three", "third", "five", "fifth", "eight", "eighth",
          "nine", "ninth", "twelve", "twelfth");

  private final boolean sayAnd;

  NumberWords(Conventions conventions) {
    this.sayAnd = conventions == Conventions.BRITISH;
  }

  /// A number as it is written: digits, commas between thousands, at most one dot.
  String number(String written) {
    String plain = written.replace(",", "");
    int dot = plain.indexOf('.');
    if (dot < 0) {
      return cardinal(plain);
    }
    String whole = dot == 0 ? "" : cardinal(plain.substring(0, dot)) + " ";
    return whole + "point " + digits(plain.substring(dot + 1));
  }

  String cardinal(long value) {
    return cardinal(Long.toString(value));
  }

  String cardinal(String digits) {
    String significant = digits.replaceFirst("^0+(?=.)", "");
    if (significant.length() > MOST_DIGITS) {
      return digits(digits);
    }
    List<String> words = new ArrayList<>();
    int groups = (significant.length() + 2) / 3;
    for (int scale = groups - 1; scale >= 0; scale--) {
      int end = significant.length() - 3 * scale;
      int group = Integer.parseInt(significant.substring(Math.max(0, end - 3), end));
      if (group > 0) {
        if (sayAnd && scale == 0 && group < 100 && !words.isEmpty()) {
          words.add("and");
        }
        hundreds(group, words);
        words.add(SCALES.get(scale));
      }
    }
    words.removeIf(String::isEmpty);
    return words.isEmpty() ? SMALL.getFirst() : String.join(" ", words);
  }

  private void hundreds(int value, List<String> words) {
    int rest = value % 100;
    if (value >= 100) {
      words.add(SMALL.get(value / 100));
      words.add("hundred");
      if (sayAnd && rest > 0) {
        words.add("and");
      }
    }
    if (rest >= 20) {
      words.add(TENS.get(rest / 10 - 2));
      rest %= 10;
    }
    if (rest > 0) {
      words.add(SMALL.get(rest));
    }
  }

  String ordinal(String digits) {
    String cardinal = cardinal(digits);
    int last = cardinal.lastIndexOf(' ') + 1;
    return cardinal.substring(0, last) + ordinalOf(cardinal.substring(last));
  }

  String ordinal(int value) {
    return ordinal(Integer.toString(value));
  }

  private static String ordinalOf(String word) {
    String irregular = IRREGULAR_ORDINALS.get(word);
    if (irregular != null) {
      return irregular;
    }
    return word.endsWith("y") ? word.substring(0, word.length() - 1) + "ieth" : word + "th";
  }

  /// A year or another number of four digits that is said in pairs.
  String year(int value) {
    int century = value / 100;
    int rest = value % 100;
    if (value < 1000 || value > 9999 || (century % 10 == 0 && rest < 10)) {
      return cardinal(value);
    }
    if (rest == 0) {
      return cardinal(century) + " hundred";
    }
    return cardinal(century) + (rest < 10 ? " oh " : " ") + cardinal(rest);
  }

  /// Three digits as rooms, roads and aircraft have them: 101 is "one oh one".
  String label(String digits) {
    if (digits.length() != 3 || digits.endsWith("00")) {
      return digits.length() == 4 ? year(Integer.parseInt(digits)) : cardinal(digits);
    }
    if (digits.charAt(0) == '0') {
      return digits(digits);
    }
    String tail = digits.substring(1);
    String oh = tail.charAt(0) == '0' ? "oh " : "";
    return cardinal(digits.substring(0, 1)) + " " + oh + cardinal(tail);
  }

  /// Digit by digit; other characters are left out.
  String digits(String written) {
    return written
        .chars()
        .filter(c -> c >= '0' && c <= '9')
        .mapToObj(c -> SMALL.get(c - '0'))
        .collect(Collectors.joining(" "));
  }

  /// More than one of what the words name: "nineteen nineties", "sixes".
  static String plural(String words) {
    if (words.endsWith("y")) {
      return words.substring(0, words.length() - 1) + "ies";
    }
    return words + (words.endsWith("x") ? "es" : "s");
  }

  /// Whether a written number is one, so that its unit stays singular.
  static boolean isOne(String written) {
    return written.equals("1");
  }
}
