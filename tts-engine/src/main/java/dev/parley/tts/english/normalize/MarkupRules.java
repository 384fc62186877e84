package dev.parley.tts.english.normalize;

import java.util.List;
import java.util.Map;

/// Markdown, HTML tags and emoticons, which are never read aloud. Headings, list items and
/// paragraphs end with a full stop, so that the voice pauses.
final class MarkupRules {
  private static final int HEXADECIMAL = 16;

  private static final String AUTHORS =
      "\\p{Lu}[\\p{L}'-]{1,30}(?:,? (?:&|and|et|al\\.|\\p{Lu}[\\p{L}'-]{1,30}|[A-Z]\\.)){0,6}+";

  private static final String SOURCE_YEAR =
      ",? (?:19|20)\\d\\d[a-z]?(?:, pp?\\. ?\\d{1,4}(?:[-–]\\d{1,4})?)?";

  /// `(Smith & Jones, 2020; Lee et al., 2021)`; `(March, 2020)` is a date.
  private static final String SOURCE =
      "(?<=[\\p{L}\\d] )\\((?:see |e\\.g\\.,? |cf\\. )?(?!(?:In|On|By|Since|Until|"
          + Vocabulary.MONTH
          + ")\\b)"
          + AUTHORS
          + ","
          + SOURCE_YEAR.substring(2)
          + "(?:; "
          + AUTHORS
          + SOURCE_YEAR
          + "){0,6}\\)";

  private static final Map<String, String> ENTITIES =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("hellip", "…"),
          Map.entry("mdash", "—"),
          Map.entry("ndash", "–"),
          Map.entry("lsquo", "'"),
          Map.entry("rsquo", "'"),
          Map.entry("ldquo", "“"),
          Map.entry("rdquo", "”"),
          Map.entry("copy", "©"),
          Map.entry("reg", " "),
          Map.entry("trade", " "),
          Map.entry("deg", "°"),
          Map.entry("times", "×"),
          Map.entry("divide", "÷"),
          Map.entry("plusmn", "±"),
          Map.entry("frac12", "½"),
          Map.entry("frac14", "¼"),
          Map.entry("frac34", "¾"),
          Map.entry("euro", "€"),
          Map.entry("pound", "£"),
          Map.entry("yen", "¥"),
          Map.entry("cent", "¢"),
          Map.entry("eacute", "é"),
          Map.entry("egrave", "è"),
          Map.entry("agrave", "à"),
          Map.entry("ccedil", "ç"),
          Map.entry("ntilde", "ñ"),
          Map.entry("ouml", "ö"),
          Map.entry("uuml", "ü"),
          Map.entry("auml", "ä"),
          Map.entry("szlig", "ß"),
          Map.entry("bull", "•"),
          Map.entry("rarr", "→"),
          Map.entry("larr", "←"));

  private MarkupRules() {}

  static List<Rule> rules() {
    return List.of(
        Rule.of("(?m)^[ \\t]{0,8}(?:```|~~~)[^\\n]{0,80}$", match -> {}),
        Rule.of("(?m)^[ \\t]{0,8}([-*_=])(?:[ \\t]{0,3}\\1){2,}+[ \\t]*+$", match -> {}),
        Rule.of("(?m)^[ \\t]{0,8}\\|?[ \\t:|-]{3,}+$", match -> {}),
        Rule.of(
            "(?m)^([ \\t]{0,8})#{1,6}[ \\t]++([^\\n]*+)(?=\\n|$)",
            match -> {
              match.keep(2);
              if (match.has(2) && endsWithWord(match.group(2)) && match.after() == '\n') {
                match.exactly(0, ".");
              }
            }),
        Rule.of(
            "(?<=[\\p{L}\\d\"'”*_`)])(?<![.!?][\"'”*_`)])[ \\t]{0,8}\\n"
                + "(?=[ \\t]{0,8}(?:\\n|[-*+•][ \\t]|\\d{1,3}[.)][ \\t]|[#>]))",
            match -> match.exactly(0, ".\n")),
        Rule.of("(?m)^[ \\t]{0,8}(?:>[ \\t]?)?(?:[-*+•][ \\t]++(?:\\[[ xX]\\] )?)", match -> {}),
        Rule.of("(?m)^[ \\t]{0,8}>[ \\t]?", match -> {}),
        Rule.of("(?m)^([ \\t]{0,8}\\d{1,3})[.)](?=[ \\t]++\\S)", MarkupRules::item),
        Rule.of("\\[\\^?\\d{1,3}(?:(?:, ?| ?[-–] ?)\\d{1,3}){0,8}\\](?!\\()", match -> {}),
        Rule.of(
            "!?\\[([^\\[\\]\\n]{0,300})\\]\\([^()\\s]{0,500}(?:\\([^()\\s]{0,100}\\))?[^()\\n]{0,100}\\)",
            match -> match.keep(1)),
        Rule.of("\\[([^\\[\\]\\n]{1,300})\\]\\[[^\\[\\]\\n]{0,100}\\]", match -> match.keep(1)),
        Rule.of(SOURCE, match -> {}),
        Rule.of("<!--[^>\\n]{0,200}-->", match -> match.exactly(0, " ")),
        Rule.of("<((?:https?://|mailto:)[^<>\\s]{1,500})>", match -> match.keep(1)),
        Rule.of(
            "(?i)</?[a-z][a-z0-9-]{0,20}(?: [^<>\\n]{0,300})?/?>", match -> match.exactly(0, " ")),
        Rule.of("&(?:#(\\d{1,6})|#[xX]([0-9a-fA-F]{1,5})|(\\w{2,8}));", MarkupRules::entity),
        Rule.of("\\\\([\\\\`*_{}\\[\\]()#+.!|~>-])", match -> match.keep(1)),
        Rule.of("(?<=\\d)[ ]?\\*[ ]?(?=\\d)", match -> match.exactly(0, " times ")),
        Rule.of("\\*++|`++|~~++", match -> {}),
        Rule.of("(?<![\\p{L}\\d_])_++(?=\\S)|(?<=[^\\s_])_++(?![\\p{L}\\d_])", match -> {}),
        Rule.of("_++", match -> match.exactly(0, " ")),
        Rule.of(
            "(?<!\\S)(?:[:;=8xX]['-]?[)(DPpOo/|\\]\\[]{1,3}|<3|</3|\\^_?\\^|:-?\\*|XD|xD)(?![^\\s.,!?])",
            match -> {}));
  }

  private static void entity(Match match) {
    if (match.has(3)) {
      String character = ENTITIES.get(match.group(3));
      match.exactly(0, character == null ? match.group(0) : character);
      return;
    }
    int code = match.has(1) ? match.number(1) : Integer.parseInt(match.group(2), HEXADECIMAL);
    match.exactly(0, code >= ' ' ? Cleaning.character(code) : " ");
  }

  /// The number of a list item, with a pause behind it.
  private static void item(Match match) {
    match.keep(1);
    match.exactly(0, ".");
  }

  private static boolean endsWithWord(String text) {
    String line = text.stripTrailing();
    return !line.isEmpty() && Character.isLetterOrDigit(line.charAt(line.length() - 1));
  }
}
