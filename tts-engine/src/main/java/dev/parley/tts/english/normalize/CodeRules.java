package dev.parley.tts.english.normalize;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers that name something and are said digit by digit or in pairs: telephones, cards, network
/// addresses, versions, rooms and roads.
final class CodeRules {
  private static final Pattern DIGITS = Pattern.compile("\\d++");
  private static final String STATE =
      "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]";

  /// What has versions such as 3.12, of which the second part is a number of its own.
  private static final String SOFTWARE =
      "[Vv]ersion|[Rr]elease|Python|Java|JDK|Node|Ruby|Go|PHP|Perl|Kotlin|Swift|Rust|Scala"
          + "|macOS|iOS|iPadOS|watchOS|Android|Ubuntu|Debian|Fedora|Linux|Firefox|Chrome|Safari"
          + "|PostgreSQL|Postgres|MySQL|Django|Rails|Kubernetes|Docker|Gradle|Maven|PyTorch"
          + "|TensorFlow|NumPy|Blender|Unity|CUDA";

  private final NumberWords words;

  CodeRules(NumberWords words) {
    this.words = words;
  }

  List<Rule> rules() {
    return List.of(
        Rule.of(
            "(?=[NSEW])(?<=\\d )([NSEW])\\.? (?=\\d{1,3}(?:st|nd|rd|th)\\b)",
            match -> match.say(Vocabulary.DIRECTIONS.getOrDefault(match.group(1), "") + " ")),
        Rule.of(
            "(?<![\\p{L}\\d.,-])802\\.11([a-z])?([a-z])?(?![\\p{L}\\d])",
            match ->
                match.say(
                    ("eight oh two point eleven "
                            + match.group(1).toUpperCase(Locale.ROOT)
                            + (match.has(2) ? "." + match.group(2).toUpperCase(Locale.ROOT) : ""))
                        .stripTrailing())),
        Rule.of(
            "(?<![\\p{L}\\d.])([A-Z])\\.(\\d{3,4})(?![\\d\\p{L}]|[.,:-]\\d)",
            match -> match.say(match.group(1) + " " + words.digits(match.group(2)))),
        Rule.of(
            "(?<![\\p{L}\\d])([A-Z]{1,3})-?(\\d{2,3})s\\b",
            match ->
                match.say(match.group(1) + " " + NumberWords.plural(words.label(match.group(2))))),
        Rule.of(
            "(?=\\d)(?<= )(?<=\\b(?:Boeing|Airbus|Porsche) )(\\d{3})s\\b",
            match -> match.say(NumberWords.plural(words.label(match.group(1))))),
        Rule.of("(?<=\\d{4}),? x(?=\\d{1,5}\\b)", match -> match.exactly(0, " extension ")),
        Rule.of(
            "(?=\\d)(?<= )(?<=\\bISBN(?:-1[03])?:? )\\d[\\d -]{8,16}\\d(?!\\d)", this::telephone),
        Rule.of(
            "(?<![\\p{L}\\d])(1-)?(8\\d\\d)-([A-Z]{4,10})\\b",
            match ->
                match.say(
                    (match.has(1) ? "one, " : "")
                        + (match.group(2).endsWith("00")
                            ? words.cardinal(match.group(2))
                            : words.digits(match.group(2)))
                        + ", "
                        + match.group(3))),
        Rule.of(
            "(?<![\\p{L}&\\d])#(\\d{5,20})(?!\\d)",
            match -> match.say("number " + words.digits(match.group(1)))),
        Rule.of(
            "(?=\\d)(?<= )(?<=\\b[Tt]ext [A-Z]{2,12} to )(\\d{5,6})\\b",
            match -> match.say(words.digits(match.group(1)))),
        Rule.of("(?<![\\d.,])(40[13]|501|529)\\(([a-z])\\)(?:\\((\\d)\\))?", this::paragraph),
        Rule.of(
            "(?=\\d)(?<= )(?<=\\b(?:Boeing|Airbus|Embraer) )(\\d{3})-(\\d{1,3})(?!\\d)",
            match -> match.say(words.label(match.group(1)) + " " + words.label(match.group(2)))),
        Rule.of(
            "(?=\\d)(?<= )(?<=\\b(?:RTX|GTX|RX|ISO|RFC) )(\\d{4})(?![\\d\\p{L}]|[.,:-]\\d)",
            match -> match.say(words.label(match.group(1)))),
        Rule.of(
            "(?<![\\p{L}\\d.,-])([45]0[0-9])(?= (?:error|page|status|response|not found)\\b)",
            match -> match.say(words.label(match.group(1)))),
        Rule.of(
            "(?=\\d)(?<= )(?<=\\b(?:"
                + SOFTWARE
                + ") )(\\d{1,4})\\.(0?\\d{1,2})(?![\\d\\p{L}%]|[.,:-]\\d)",
            match -> match.say(words.label(match.group(1)) + " point " + minor(match.group(2)))),
        Rule.of(
            "(?<![\\p{L}\\d.,-])\\d{1,3}(?:([. ])\\d{3})(?:\\1\\d{3}){1,6}+(?![\\d-]|[., ]\\d)",
            match -> match.say(words.cardinal(match.group(0).replaceAll("[. ]", "")))),
        Rule.of(
            "(?<![\\p{L}\\d.,-])\\d{4}([ -])\\d{4}\\1\\d{4}(?:\\1\\d{4})?(?![\\d-]|[.,]\\d)",
            this::telephone),
        Rule.of(
            "(?<![\\p{L}\\d.,-])(\\+)?(?:\\d{1,3}[ .-])?(?:\\(\\d{2,5}\\)[ ]?|\\d{3,4}[ .-])\\d{3,4}[ .-]\\d{4}(?![\\d-]|[.,]\\d)",
            this::telephone),
        Rule.of(
            "(?<![\\p{L}\\d.,-])(\\+)\\d{1,3}(?:[ .-]?\\(?\\d{1,5}\\)?){2,6}(?![\\d-]|[.,]\\d)",
            this::telephone),
        Rule.of("(?<![\\p{L}\\d.,-])\\d{3}-\\d{4}(?![\\d-]|[.,]\\d)", this::telephone),
        Rule.of(
            "(?<![\\p{L}\\d.,-])0\\d{2,4} \\d{3,4}(?: ?\\d{3,4})?(?![\\d-]|[.,]\\d)",
            this::telephone),
        Rule.of("(?<![\\p{L}\\d.,-])\\d{3}-\\d{2}-\\d{4}(?![\\d-]|[.,]\\d)", this::telephone),
        Rule.of(
            "(?<![\\p{L}\\d.])(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})(?::(\\d{2,5}))?(?:/(\\d{1,2}))?(?![\\d.]\\d|\\d)",
            match ->
                match.say(
                    parts(match.group(1), " dot ")
                        + (match.has(2) ? " colon " + words.cardinal(match.group(2)) : "")
                        + (match.has(3) ? " slash " + words.cardinal(match.group(3)) : ""))),
        Rule.of(
            "(?<![\\p{L}\\d.])([vV]\\.?(?:ersion)? ?)?(\\d{1,4}(?:\\.\\d{1,4}){2,4})(?![.\\d]\\d|\\d)",
            match -> match.say(version(match.group(1)) + parts(match.group(2), " point "))),
        Rule.of(
            "(?<![\\p{L}\\d.])v(?=\\d{1,3}(?:\\.\\d{1,3})?(?![\\d\\p{L}]))",
            match -> match.say("version ")),
        Rule.of(
            "(?=\\d)(?<= )(?<=\\b(?i:room|flight|route|highway|bus|gate|suite|apartment|boeing|airbus|interstate|channel|area|code|extension|line|platform|xbox|error|status|http) )"
                + "(\\d{3,4})(?![\\d\\p{L}%]|[.,:-]\\d)",
            match -> match.say(words.label(match.group(1)))),
        Rule.of(
            "(?=\\d)(?<= )(?<=\\b(?i:call|dial|calling|phone|dialed|dialled) )(\\d{3})(?:( or | and )(\\d{3}))?(?![\\d\\p{L}%]|[.,:-]\\d)",
            match ->
                match.say(
                    words.digits(match.group(1)) + match.group(2) + words.digits(match.group(3)))),
        Rule.of(
            "(?=\\d)(?<= )(?<=\\b(?i:code|pin|zip|password|account|passcode|i\\.?d\\.?)(?: number)?(?: is|:)? )(\\d{4,12})(?![\\d\\p{L}%]|[.,:-]\\d)",
            match -> match.say(words.digits(match.group(1)))),
        Rule.of(
            "(?=\\d)(?<= )(?<=\\b(?:" + STATE + ") )(\\d{5})(?:-(\\d{4}))?(?![\\d\\p{L}])",
            match ->
                match.say(
                    words.digits(match.group(1))
                        + (match.has(2) ? ", " + words.digits(match.group(2)) : ""))),
        Rule.of("(?<![\\p{L}\\d])24/7(?![\\d/])", match -> match.say("twenty four seven")),
        Rule.of("(?<![\\p{L}\\d])9/11(?![\\d/])", match -> match.say("nine eleven")),
        Rule.of("(?<![\\p{L}\\d])50[/-]50(?![\\d/])", match -> match.say("fifty fifty")),
        Rule.of("(?<![\\p{L}\\d])20/20(?![\\d/])", match -> match.say("twenty twenty")));
  }

  /// 401(k), 501(c)(3).
  private void paragraph(Match match) {
    match.say(
        words.label(match.group(1))
            + " "
            + match.group(2).toUpperCase(Locale.ROOT)
            + (match.has(3) ? " " + words.cardinal(match.group(3)) : ""));
  }

  /// The part of a version behind its point: 12 is "twelve", 04 is "oh four".
  private String minor(String digits) {
    return (digits.length() > 1 && digits.startsWith("0") ? "oh " : "") + words.cardinal(digits);
  }

  private static String version(String written) {
    return written.length() > 2 ? written.strip() + " " : written.isEmpty() ? "" : "version ";
  }

  /// Digit by digit, with a pause where the groups end.
  private void telephone(Match match) {
    StringBuilder spoken = new StringBuilder(match.group(0).startsWith("+") ? "plus " : "");
    Matcher groups = DIGITS.matcher(match.group(0));
    String comma = "";
    while (groups.find()) {
      String group = groups.group();
      boolean hundred = group.equals("800");
      spoken.append(comma).append(hundred ? "eight hundred" : words.digits(group));
      comma = ", ";
    }
    match.say(spoken.toString());
  }

  private String parts(String written, String separator) {
    StringBuilder spoken = new StringBuilder();
    for (String part : written.split("\\.", -1)) {
      spoken.append(spoken.isEmpty() ? "" : separator);
      boolean spelled = part.length() > 1 && part.startsWith("0");
      spoken.append(spelled ? words.digits(part) : words.label(part));
    }
    return spoken.toString();
  }
}
