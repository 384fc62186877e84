package dev.parley.tts.english.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a text is said whose kind is known, where [EnglishNormalizer] would have to guess.
/// Immutable, thread-safe.
public final class SpokenForms {
  private static final Pattern NUMBER = Pattern.compile("([+-])?(" + Rule.NUMBER + ")");
  private static final Pattern ORDINAL = Pattern.compile("(\\d[\\d,]{0,40})(?:st|nd|rd|th)?");
  private static final Pattern FRACTION =
      Pattern.compile("(?:(\\d{1,9})[ +])?(\\d{1,4})\\s?[/⁄]\\s?(\\d{1,4})");
  private static final Pattern DATE =
      Pattern.compile("\\d{8}|\\d{1,4}(?:[-/. ]{1,2}\\d{1,4}){0,2}");
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Pattern TELEPHONE = Pattern.compile("\\+?[\\d\\s()./-]*\\d[\\d\\s()./-]*");

  private static final Map<Integer, String> SIGNS =
      Map.ofEntries(
          Map.entry((int) '.', "dot"),
          Map.entry((int) ',', "comma"),
          Map.entry((int) ':', "colon"),
          Map.entry((int) ';', "semicolon"),
          Map.entry((int) '-', "dash"),
          Map.entry((int) '_', "underscore"),
          Map.entry((int) '/', "slash"),
          Map.entry((int) '\\', "backslash"),
          Map.entry((int) '@', "at"),
          Map.entry((int) '#', "hash"),
          Map.entry((int) '*', "star"),
          Map.entry((int) '+', "plus"),
          Map.entry((int) '=', "equals"),
          Map.entry((int) '&', "and"),
          Map.entry((int) '%', "percent"),
          Map.entry((int) '$', "dollar"),
          Map.entry((int) '!', "exclamation mark"),
          Map.entry((int) '?', "question mark"),
          Map.entry((int) '\'', "apostrophe"),
          Map.entry((int) '"', "quote"),
          Map.entry((int) '(', "open bracket"),
          Map.entry((int) ')', "close bracket"),
          Map.entry((int) '<', "less than"),
          Map.entry((int) '>', "greater than"));

  private final NumberWords words;
  private final NumberRules numbers;
  private final DateRules dates;
  private final EnglishNormalizer normalizer;

  public SpokenForms(Conventions conventions) {
    words = new NumberWords(conventions);
    numbers = new NumberRules(words);
    dates = new DateRules(words, conventions);
    normalizer = new EnglishNormalizer(conventions);
  }

  /// What is said for any text, as if it stood alone.
  public String read(String text) {
    return normalizer.normalize(text).text();
  }

  /// The name of a character; a letter is its own.
  public String character(int character) {
    if (character >= '0' && character <= '9') {
      return words.cardinal(character - '0');
    }
    return SIGNS.getOrDefault(character, Character.toString(character));
  }

  /// Digit by digit; empty if there is none.
  public Optional<String> digits(String text) {
    String spoken = words.digits(text);
    return spoken.isEmpty() ? Optional.empty() : Optional.of(spoken);
  }

  /// How many; empty if the text is no number.
  public Optional<String> cardinal(String text) {
    Matcher number = NUMBER.matcher(text);
    if (!number.matches()) {
      return Optional.empty();
    }
    String sign = "-".equals(number.group(1)) ? "minus " : "";
    return Optional.of(sign + words.number(number.group(2)));
  }

  /// Which one; empty if the text is no whole number.
  public Optional<String> ordinal(String text) {
    Matcher number = ORDINAL.matcher(text);
    return number.matches()
        ? Optional.of(words.ordinal(number.group(1).replace(",", "")))
        : Optional.empty();
  }

  /// A fraction such as 3/4 or 1 1/2; empty if the text is none.
  public Optional<String> fraction(String text) {
    Matcher fraction = FRACTION.matcher(text);
    if (!fraction.matches()) {
      return Optional.empty();
    }
    String part =
        numbers.part(Integer.parseInt(fraction.group(2)), Integer.parseInt(fraction.group(3)));
    return Optional.of(
        fraction.group(1) == null ? part : words.cardinal(fraction.group(1)) + " and " + part);
  }

  /// Digit by digit, with a pause where the groups end; empty if the text is no number.
  public Optional<String> telephone(String text) {
    if (!TELEPHONE.matcher(text).matches()) {
      return Optional.empty();
    }
    List<String> groups =
        DIGITS.matcher(text).results().map(group -> words.digits(group.group())).toList();
    return Optional.of((text.startsWith("+") ? "plus " : "") + String.join(", ", groups));
  }

  /// A date in numbers; empty if the text is none of that format.
  ///
  /// @param format the order of its parts, such as `mdy`, `dm` or `y`
  public Optional<String> date(String text, String format) {
    if (!DATE.matcher(text).matches() || !format.matches("[dmy]{1,3}|yyyymmdd")) {
      return Optional.empty();
    }
    List<String> parts = parts(text, format.equals("yyyymmdd") ? "ymd" : format);
    String order = format.equals("yyyymmdd") ? "ymd" : format;
    if (parts.size() != order.length()) {
      return Optional.empty();
    }
    String day = part('d', order, parts);
    String month = part('m', order, parts);
    String year = part('y', order, parts);
    return dates.spoken(day, month, year);
  }

  private static List<String> parts(String text, String order) {
    List<String> parts = new ArrayList<>();
    DIGITS.matcher(text).results().forEach(part -> parts.add(part.group()));
    if (parts.size() == 1 && order.equals("ymd") && text.length() == 8) {
      return List.of(text.substring(0, 4), text.substring(4, 6), text.substring(6));
    }
    return parts;
  }

  private static String part(char kind, String order, List<String> parts) {
    int index = order.indexOf(kind);
    return index < 0 ? "" : parts.get(index);
  }
}
