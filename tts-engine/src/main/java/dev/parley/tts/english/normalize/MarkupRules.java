package dev.parley.tts.english.normalize;

import java.util.List;

/// Markdown, HTML tags and emoticons, which are never read aloud. Headings, list items and
/// paragraphs end with a full stop, so that the voice pauses.
final class MarkupRules {
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
            "(?<=[\\p{L}\\d\"'”*_`)])[ \\t]{0,8}\\n"
                + "(?=[ \\t]{0,8}(?:\\n|[-*+•][ \\t]|\\d{1,3}[.)][ \\t]|[#>]))",
            match -> match.exactly(0, ".\n")),
        Rule.of("(?m)^[ \\t]{0,8}(?:>[ \\t]?)?(?:[-*+•][ \\t]++(?:\\[[ xX]\\] )?)", match -> {}),
        Rule.of("(?m)^[ \\t]{0,8}>[ \\t]?", match -> {}),
        Rule.of("(?m)^([ \\t]{0,8}\\d{1,3})[.)](?=[ \\t]++\\S)", MarkupRules::item),
        Rule.of(
            "!?\\[([^\\[\\]\\n]{0,300})\\]\\([^()\\s]{0,500}(?:\\([^()\\s]{0,100}\\))?[^()\\n]{0,100}\\)",
            match -> match.keep(1)),
        Rule.of("\\[([^\\[\\]\\n]{1,300})\\]\\[[^\\[\\]\\n]{0,100}\\]", match -> match.keep(1)),
        Rule.of("\\[\\^?\\d{1,3}\\]", match -> {}),
        Rule.of("<((?:https?://|mailto:)[^<>\\s]{1,500})>", match -> match.keep(1)),
        Rule.of(
            "(?i)</?[a-z][a-z0-9-]{0,20}(?: [^<>\\n]{0,300})?/?>", match -> match.exactly(0, " ")),
        Rule.of(
            "&(amp|lt|gt|nbsp|quot|#39);",
            match ->
                match.exactly(
                    0,
                    switch (match.group(1)) {
                      case "amp" -> "&";
                      case "lt" -> "<";
                      case "gt" -> ">";
                      case "quot" -> "\"";
                      case "#39" -> "'";
                      default -> " ";
                    })),
        Rule.of("\\\\([\\\\`*_{}\\[\\]()#+.!|~>-])", match -> match.keep(1)),
        Rule.of("(?<=\\d)[ ]?\\*[ ]?(?=\\d)", match -> match.exactly(0, " times ")),
        Rule.of("\\*++|`++|~~++", match -> {}),
        Rule.of("(?<![\\p{L}\\d_])_++(?=\\S)|(?<=[^\\s_])_++(?![\\p{L}\\d_])", match -> {}),
        Rule.of("_++", match -> match.exactly(0, " ")),
        Rule.of(
            "(?<!\\S)(?:[:;=8xX]['-]?[)(DPpOo/|\\]\\[]{1,3}|<3|</3|\\^_?\\^|:-?\\*|XD|xD)(?![^\\s.,!?])",
            match -> {}));
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
