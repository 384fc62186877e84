package dev.parley.tts.english.normalize;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Mathematics and chemistry: powers, products, variables, hexadecimal numbers and the formulae of
/// substances.
final class FormulaRules {
  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private static final String ELEMENT =
      "(?:Na|Ca|Fe|Cl|Mg|Al|Si|Cu|Zn|Ag|Li|Mn|Pb|Hg|Br|Cr|Ni|Ti|[HBCNOFPSKIU])\\d{0,2}";

  /// Measures of something that is so wide and so high, and not a product.
  private static final Pattern AREA_FOLLOWS =
      Pattern.compile(
          "(?s) ?\\d[\\d.,]{0,8}(?:[\"']|[ -]?(?:mm|cm|m|km|in|ft|px|inch|inches|foot|feet|meters?"
              + "|pixels?|grid|matrix|matrices|table|board|array|photo|print|card|cube)\\b).*");

  private static final Pattern AREA_BEFORE =
      Pattern.compile("(?s).*(?:\\d{3}|\\d[\"']|\\d ?(?:mm|cm|m|km|in|ft|px)) ?");

  private final NumberWords words;

  FormulaRules(NumberWords words) {
    this.words = words;
  }

  List<Rule> rules() {
    return List.of(
        Rule.of("(?<=^|[\\s(])(?<!\\d )–(?=\\d)", match -> match.exactly(0, "-")),
        Rule.of(
            "(?<![\\p{L}\\d])0[xX]([0-9A-Fa-f]{1,16})(?![\\p{L}\\d])",
            match -> match.say("zero x " + spelled(match.group(1)))),
        Rule.of(
            "(?<![\\p{L}\\d&])#(?=[0-9A-Fa-f]{0,5}\\d)(?=[0-9]{0,5}[A-Fa-f])([0-9A-Fa-f]{6})(?![\\p{L}\\d])",
            match -> match.say(spelled(match.group(1)))),
        Rule.of(
            "(?<![\\p{L}\\d.-])(?![BCP]2[BCP]\\b)(?=[A-Za-z]{1,6}\\d)(?=[A-Za-z0-9]{0,12}(?:H|O|Cl))((?:"
                + ELEMENT
                + "){2,8}+)(?![\\p{L}\\d-])",
            match -> match.say(substance(match.group(1)))),
        Rule.of(
            "(?<=[\\p{L}\\d)])([" + RAISED + "⁺⁻]{2,8}+|[⁰¹⁴-⁹])",
            match -> match.exactly(0, "^" + lowered(match.group(1)))),
        Rule.of(
            Rule.NUMBER_START
                + "("
                + Rule.NUMBER
                + ")(?:e([-+]?)|E([-+]))(\\d{1,3})(?![\\p{L}\\d])",
            match ->
                match.say(
                    words.number(match.group(1))
                        + " times ten"
                        + power(match.group(2) + match.group(3), match.group(4)))),
        Rule.of("\\b([fghP])\\(([a-zA-Z])\\)", match -> match.say(of(match))),
        Rule.of(
            "(?<![\\p{L}\\d/])(?<!\\d )([a-z])([a-z])(?=[²³^])",
            match -> match.say(upper(match.group(1)) + " " + upper(match.group(2)))),
        Rule.of(
            Rule.NUMBER_START + "(" + Rule.NUMBER + ")([a-z])(?= ?[=+*²³^≤≥)]| - \\d)",
            match -> match.say(words.number(match.group(1)) + " " + match.group(2))),
        Rule.of(
            "(?<=[\\p{L}\\d)])\\^[{(]?([-+−])?(\\d{1,6})(?!\\d|[.,]\\d)[})]?",
            match -> match.exactly(0, power(match.group(1), match.group(2)))),
        Rule.of(
            "(?<=[\\p{L}\\d)²³\"']) ?× ?(?=[\\d(\\p{L}√])",
            match -> match.exactly(0, isArea(match) ? " by " : " times ")),
        Rule.of("(?<=\\d) ?x ?(?=\\d[\\d.,]{0,12} ?=)", match -> match.exactly(0, " times ")),
        Rule.of(
            "(?=\\d)(?<= )(?<=\\b(?i:what's|what is|calculate|compute|solve) )(\\d[\\d.,]{0,12}) ?x ?(?=\\d)",
            match -> {
              match.keep(1);
              match.exactly(0, " times ");
            }),
        Rule.of(
            "(?<=(?<!\\p{L})[b-hj-z]) - (?=\\d|[a-z](?!\\p{L}))",
            match -> match.exactly(0, " minus ")),
        Rule.of(
            "(?<![\\p{L}\\d.,$£€/])(\\d{1,3})/([xyzn])(?!\\p{L})",
            match -> match.say(words.cardinal(match.group(1)) + " over " + match.group(2))),
        Rule.of("(?<=\\d) / (?=\\d)", match -> match.exactly(0, " divided by ")),
        Rule.of("(?<=[\\p{L}\\d)] )≈ ?(?=\\d)", match -> match.say("is about ")),
        Rule.of(
            "(?<=[\\p{L}\\d)])( ?)([≤≥]) ?",
            match ->
                match.exactly(
                    0,
                    match.group(2).equals("≤")
                        ? " is less than or equal to "
                        : " is greater than or equal to ")));
  }

  private static boolean isArea(Match match) {
    return AREA_FOLLOWS.matcher(match.following(24)).matches()
        || AREA_BEFORE.matcher(match.preceding(8)).matches();
  }

  private static String of(Match match) {
    return match.group(1) + " of " + match.group(2);
  }

  private String power(String sign, String digits) {
    boolean plain = sign.isEmpty() || sign.equals("+");
    if (plain && digits.equals("2")) {
      return " squared";
    }
    if (plain && digits.equals("3")) {
      return " cubed";
    }
    return " to the power of " + (plain ? "" : "minus ") + words.cardinal(digits);
  }

  /// Raised digits and signs as plain ones.
  private static String lowered(String raised) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < raised.length(); i++) {
      char c = raised.charAt(i);
      int digit = RAISED.indexOf(c);
      plain.append(digit >= 0 ? Integer.toString(digit) : c == '⁻' ? "-" : "+");
    }
    return plain.toString();
  }

  /// "H two S.O four": the letters one by one, also where together they would be a word.
  private String substance(String formula) {
    StringBuilder spoken = new StringBuilder();
    int at = 0;
    while (at < formula.length()) {
      int end = at;
      boolean letters = Character.isLetter(formula.charAt(at));
      while (end < formula.length() && Character.isLetter(formula.charAt(end)) == letters) {
        end++;
      }
      String part = formula.substring(at, end);
      spoken.append(spoken.isEmpty() ? "" : " ");
      spoken.append(letters ? dotted(part) : words.cardinal(part));
      at = end;
    }
    return spoken.toString();
  }

  private static String dotted(String letters) {
    return letters
        .chars()
        .mapToObj(c -> upper(Character.toString(c)))
        .collect(Collectors.joining("."));
  }

  /// Letters and digits one by one.
  private String spelled(String code) {
    StringBuilder spoken = new StringBuilder();
    char before = ' ';
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      boolean letter = Character.isLetter(c);
      spoken.append(spoken.isEmpty() ? "" : letter && Character.isLetter(before) ? "." : " ");
      spoken.append(letter ? upper(String.valueOf(c)) : words.digits(String.valueOf(c)));
      before = c;
    }
    return spoken.toString();
  }

  private static String upper(String letter) {
    return letter.toUpperCase(Locale.ROOT);
  }
}
