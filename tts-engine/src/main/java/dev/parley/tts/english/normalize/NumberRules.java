package dev.parley.tts.english.normalize;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// All numbers that no other rule has read: fractions, ranges, scores, ordinals, years, decimals,
/// and digits that touch letters. Afterwards no digit is left.
final class NumberRules {
  private static final String NUMBER = Rule.NUMBER;
  private static final String START = Rule.NUMBER_START;

  private static final Map<Integer, String> PARTS =
      Map.ofEntries(
          Map.entry(2, "half"),
          Map.entry(3, "third"),
          Map.entry(4, "quarter"),
          Map.entry(5, "fifth"),
          Map.entry(6, "sixth"),
          Map.entry(7, "seventh"),
          Map.entry(8, "eighth"),
          Map.entry(9, "ninth"),
          Map.entry(10, "tenth"),
          Map.entry(12, "twelfth"),
          Map.entry(16, "sixteenth"),
          Map.entry(20, "twentieth"),
          Map.entry(32, "thirty second"),
          Map.entry(64, "sixty fourth"),
          Map.entry(100, "hundredth"));

  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("½", "1/2"),
          Map.entry("⅓", "1/3"),
          Map.entry("⅔", "2/3"),
          Map.entry("¼", "1/4"),
          Map.entry("¾", "3/4"),
          Map.entry("⅕", "1/5"),
          Map.entry("⅖", "2/5"),
          Map.entry("⅗", "3/5"),
          Map.entry("⅘", "4/5"),
          Map.entry("⅙", "1/6"),
          Map.entry("⅚", "5/6"),
          Map.entry("⅛", "1/8"),
          Map.entry("⅜", "3/8"),
          Map.entry("⅝", "5/8"),
          Map.entry("⅞", "7/8"));

  private static final String SIGN = "[" + Vocabulary.FRACTIONS + "]";

  /// What is counted in thousands and the like rather than measured in kelvins.
  private static final Pattern RUN_AFTER = Pattern.compile(" (?:run|race|gold|video|display|TV).*");

  private static final Pattern COUNTED_AFTER =
      Pattern.compile("\\+.*| (?:people|men|women|[a-z]{3,20}(?<!s)s)\\b.*");

  /// A word before a number of four digits that makes it a year whatever follows.
  private static final Pattern YEAR_BEFORE =
      Pattern.compile(
          "(?i).*\\b(?:in|since|by|from|until|till|before|after|during|of|the|early|late|mid|year"
              + "|circa|about|around|"
              + Vocabulary.MONTH
              + ")[ ,-]+$");

  private static final Pattern PLURAL_AFTER =
      Pattern.compile(
          " (?!(?:was|is|has|as|its|this|does|goes|his|us|yes|les)\\b)(?:people|men|women|children|feet|[a-z]{3,20}(?<![su])s)\\b.*");

  private final NumberWords words;

  NumberRules(NumberWords words) {
    this.words = words;
  }

  List<Rule> rules() {
    return List.of(
        Rule.of(
            "(?<=\\d)[ ]?(" + SIGN + ")",
            match -> match.exactly(0, " " + SIGNS.get(match.group(1)))),
        Rule.of(SIGN, match -> match.say(fraction(SIGNS.getOrDefault(match.group(0), "1/2")))),
        Rule.of(
            START + "(\\d{1,4})[ -](\\d{1,2}/\\d{1,3})(?![\\d/\\p{L}])",
            match -> {
              String fraction = fraction(match.group(2));
              boolean one = match.group(2).startsWith("1/");
              String part = one ? "a " + fraction.substring(fraction.indexOf(' ') + 1) : fraction;
              match.say(words.cardinal(match.group(1)) + " and " + part);
            }),
        Rule.of(
            "(?=\\d)(?<= )(?<=\\b(?i:page|step|part|slide|question|chapter|day|level|round|item) )"
                + "(\\d{1,4})/(\\d{1,4})(?![\\d/\\p{L}])",
            match ->
                match.say(
                    words.cardinal(match.group(1)) + " of " + words.cardinal(match.group(2)))),
        Rule.of(START + "(\\d{1,3}(?:\\.\\d)?)/(5|10|100)(?![\\d/\\p{L}]| of\\b)", this::score),
        Rule.of(
            START + "(\\d{1,4})/(\\d{1,4})(?![\\d/\\p{L}])",
            match -> match.say(fraction(match.group(0)))),
        Rule.of(
            START + "(\\d{1,3}(?:\\.\\d{1,3})?) ?: ?(" + NUMBER + ")(?![\\d:])",
            match ->
                match.say(words.number(match.group(1)) + " to " + words.number(match.group(2)))),
        Rule.of(
            START + "(" + NUMBER + ")[-–](?=\\d[\\d.]{0,6} ?[x×]\\b)",
            match -> match.say(words.number(match.group(1)) + " to ")),
        Rule.of(
            START + "(\\d{1,5})(?: ?x ?|×)(?=\\d)",
            match -> match.say(plain(match.group(1), match) + " by ")),
        Rule.of(
            START + "(" + NUMBER + ") ?[x×]\\b",
            match -> match.say(words.number(match.group(1)) + " times")),
        Rule.of(
            "(?<=\\d)-(year|month|week|day|hour)-old",
            match -> match.exactly(0, " " + match.group(1) + " old")),
        Rule.of(START + "(" + NUMBER + ")([kKMB])(?![\\p{L}\\d'-])", this::scaled),
        Rule.of(
            "(?<![\\p{L}\\d.])([A-Z]{1,3})-?(\\d{3})(?![\\p{L}\\d]|[.,:/-]\\d)",
            match -> match.say(match.group(1) + " " + words.label(match.group(2)))),
        Rule.of("[~≈] ?(?=\\d)", match -> match.say("about ")),
        Rule.of("(?<=\\d) ?< ?(?=\\d)", match -> match.exactly(0, " is less than ")),
        Rule.of("(?<=\\d) ?> ?(?=\\d)", match -> match.exactly(0, " is greater than ")),
        Rule.of("< ?(?=[\\d.-])", match -> match.say("less than ")),
        Rule.of("> ?(?=[\\d.-])", match -> match.say("more than ")),
        Rule.of("(?<![\\p{L}\\d] )≤ ?(?=\\d)", match -> match.say("at most ")),
        Rule.of("(?<![\\p{L}\\d] )≥ ?(?=\\d)", match -> match.say("at least ")),
        Rule.of("(?<=\\d) - (?=\\d[\\d.,]{0,20} ?=)", match -> match.exactly(0, " minus ")),
        Rule.of(
            "(?<=\\d) ?[–—] ?(?=\\d)|(?<=\\d)-(?=\\d)(?![\\d]{0,9}-\\d)|(?<=\\d) - (?=\\d)",
            match -> match.exactly(0, " to ")),
        Rule.of(
            "(?<=\\d)(?:st|nd|rd|th)-(?=\\d)",
            match -> match.exactly(0, match.group(0).substring(0, 2) + " to ")),
        Rule.of("(?<![\\p{L}\\d)\\]'\".])[-](?=\\.?\\d)", match -> match.say("minus ")),
        Rule.of("(?<![\\p{L}\\d)])[+](?=\\.?\\d)", match -> match.say("plus ")),
        Rule.of("(?<![\\p{L}&])#(?=\\d)", match -> match.say("number ")),
        Rule.of(
            "(?<=\\b[BCDFGMP])2(?=[BCFGMP]\\b)|(?<=[a-z])2(?=[a-z])",
            match -> match.exactly(0, " to ")),
        Rule.of(
            "(?<![\\d])(?<!\\d[.,])(" + NUMBER + ")(?:'?s|'S)(?!\\p{L})",
            match -> match.say(NumberWords.plural(plain(match.group(1), match)))),
        Rule.of(
            "(?<!\\d)(?<!\\d[.,])(\\d[\\d,]{0,40})(?:st|nd|rd|th|ST|ND|RD|TH)(?!\\p{L})",
            match -> match.say(words.ordinal(match.group(1).replace(",", "")))),
        Rule.of("(?<=\\d)-(?=\\p{L})", match -> match.exactly(0, " ")),
        Rule.of("(?<=\\p{L})-(?=\\d)", match -> match.exactly(0, " ")),
        Rule.of(
            "(?<=\\d)([a-z])(?!\\p{L})",
            match -> match.exactly(0, " " + match.group(1).toUpperCase(Locale.ROOT))),
        Rule.of("(?<=\\d)(?=\\p{L})", match -> {}),
        Rule.of("(?<=\\p{L})\\.(?=\\d)", match -> match.exactly(0, " ")),
        Rule.of(
            "(?<![\\d.])\\.(\\d{1,40}+)",
            match -> match.say("point " + words.digits(match.group(1)))),
        Rule.of("(?<!\\d)(?<!\\d[.,])" + NUMBER, this::number),
        Rule.of("\\d++", match -> match.say(words.digits(match.group(0)))));
  }

  /// A rating; of five, only what cannot be a part of something.
  private void score(Match match) {
    String most = match.group(2);
    boolean rating =
        match.group(1).indexOf('.') >= 0
            || (most.equals("5")
                ? match.number(1) == 5 || match.following(6).equals(" stars")
                : match.number(1) > 1);
    if (rating) {
      match.say(words.number(match.group(1)) + " out of " + words.cardinal(most));
    } else {
      match.keep();
    }
  }

  /// 10k, 1.2M: thousands, millions, billions, where the letter can be nothing else.
  private void scaled(Match match) {
    String number = match.group(1);
    boolean decimal = number.indexOf('.') >= 0;
    String next = match.following(24);
    boolean counted =
        switch (match.group(2)) {
          case "M" -> true;
          case "B" -> decimal || COUNTED_AFTER.matcher(next).matches();
          default ->
              !number.equals("401")
                  && !RUN_AFTER.matcher(next).matches()
                  && (decimal || number.length() > 1);
        };
    if (!counted) {
      match.keep();
      return;
    }
    String scale =
        switch (match.group(2)) {
          case "M" -> " million";
          case "B" -> " billion";
          default -> " thousand";
        };
    match.say(words.number(number) + scale);
  }

  private void number(Match match) {
    match.say(plain(match.group(0), match));
    if (Character.isLetter(match.after())) {
      match.exactly(0, " ");
    }
  }

  /// A number without sign, unit or ending.
  private String plain(String written, Match match) {
    int length = written.length();
    if (written.indexOf('.') >= 0 || written.indexOf(',') >= 0) {
      return words.number(written);
    }
    boolean leadingZero = length > 1 && written.charAt(0) == '0';
    if (leadingZero || length > 12 || (length >= 7 && !written.endsWith("000"))) {
      return words.digits(written);
    }
    return length == 4 ? fourDigits(written, match) : words.cardinal(written);
  }

  private String fourDigits(String written, Match match) {
    int value = Integer.parseInt(written);
    if (match.preceding(5).equals("year ")) {
      return words.year(value);
    }
    if (value >= 2100 || value % 1000 == 0) {
      return value % 100 == 0 ? words.year(value) : words.cardinal(written);
    }
    boolean counted =
        value < 1010
            || (PLURAL_AFTER.matcher(match.following(40)).matches()
                && !YEAR_BEFORE.matcher(match.preceding(16)).matches());
    return counted && value % 100 != 0 ? words.cardinal(written) : words.year(value);
  }

  /// A fraction such as 3/4.
  private String fraction(String written) {
    int slash = written.indexOf('/');
    int count = Integer.parseInt(written.substring(0, slash));
    int of = Integer.parseInt(written.substring(slash + 1));
    if (count + of == 100 && count >= 10 && of >= 10) {
      return words.cardinal(count) + " " + words.cardinal(of);
    }
    return part(count, of);
  }

  /// So many parts of a whole, or "over" where the part has no usual name.
  String part(int count, int of) {
    String part = PARTS.get(of);
    if (part == null || count == 0 || count >= of) {
      return words.cardinal(count) + " over " + words.cardinal(of);
    }
    if (count == 1) {
      return "one " + part;
    }
    return words.cardinal(count) + " " + (of == 2 ? "halves" : part + "s");
  }
}
