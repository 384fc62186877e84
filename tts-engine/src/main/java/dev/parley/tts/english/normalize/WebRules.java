package dev.parley.tts.english.normalize;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Addresses of pages, e-mail addresses, file names and handles. The protocol and what follows a
/// question mark are not read.
final class WebRules {
  private static final String TOP_LEVEL =
      "com|org|net|edu|gov|io|co|uk|de|fr|eu|info|biz|us|ca|au|tv|me|ly|ai|dev|app";
  static final String EXTENSION =
      "pdf|txt|docx?|xlsx?|pptx?|csv|tsv|json|xml|html?|ya?ml|java|py|js|ts|md|zip|gz|tar|jar|exe"
          + "|png|jpe?g|gif|svg|mp3|mp4|wav|flac|ogg|sh|cpp|toml|log";

  /// Names of domains and files that are words.
  private static final Set<String> WORDS =
      Set.of(
          "com", "co", "org", "net", "gov", "info", "biz", "dev", "app", "java", "zip", "jar",
          "tar", "doc", "log", "me");

  private WebRules() {}

  static List<Rule> rules() {
    return List.of(
        Rule.of("(?i)\\b(?:mailto|tel):(?=[\\w+])", match -> {}),
        Rule.of(
            "(?i)(?<![\\p{L}\\d@.])(?:(?:https?|ftp)://(?:www\\.)?|www\\.)([^\\s<>\"“”?#]{1,2000}+)([?#][^\\s<>\"“”]{0,2000}+)?",
            WebRules::page),
        Rule.of(
            "(?<![\\w.+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,5}+",
            match -> match.say(spoken(match.group(0)))),
        Rule.of(
            "(?<![\\p{L}\\d@./-])(?:[A-Za-z0-9-]{1,63}\\.){1,5}(?:"
                + TOP_LEVEL
                + ")(?![\\p{L}\\d@])(?:/[^\\s<>\"“”?#]{0,500}+)?",
            WebRules::page),
        Rule.of(
            "(?<![\\p{L}\\d@.])[A-Za-z0-9-]{1,63}\\.(?:" + EXTENSION + ")(?![\\p{L}\\d@])",
            match -> match.say(spoken(match.group(0)))),
        Rule.of("(?<=\\blocalhost):(?=\\d)", match -> match.exactly(0, " colon ")),
        Rule.of("(?<!\\S)@(?=[A-Za-z])", match -> match.say("at ")),
        Rule.of(
            "(?<![\\S&&[^(\"]])#(?=\\p{L})"
                + "(?!(?=[0-9A-Fa-f]{0,5}\\d)[0-9A-Fa-f]{6}(?![\\p{L}\\d]))(\\p{L}{1,60})",
            match -> match.say("hashtag " + apart(match.group(1)))));
  }

  /// The words of a tag, which their capitals show.
  private static String apart(String tag) {
    return tag.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ");
  }

  private static void page(Match match) {
    String address = match.group(0);
    String page = address.replaceFirst("(?i)^(?:(?:https?|ftp)://)?(?:www\\.)?", "");
    int query = page.indexOf('?');
    int end = query < 0 ? page.length() : query;
    while (end > 0 && ".,;:!?)]'#/".indexOf(page.charAt(end - 1)) >= 0) {
      end--;
    }
    String tail = query < 0 ? page.substring(end).replace("/", "").replace("#", "") : "";
    int fragment = page.indexOf('#');
    match.say(spoken(page.substring(0, fragment < 0 ? end : Math.min(end, fragment))) + tail);
  }

  private static String spoken(String address) {
    StringBuilder spoken = new StringBuilder();
    StringBuilder word = new StringBuilder();
    boolean afterDot = false;
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      String sign = sign(c);
      if (sign.isEmpty()) {
        word.append(c);
        continue;
      }
      add(spoken, word, afterDot);
      afterDot = c == '.';
      spoken.append(sign).append(' ');
    }
    add(spoken, word, afterDot);
    return spoken.toString().strip();
  }

  private static void add(StringBuilder spoken, StringBuilder word, boolean afterDot) {
    String text = word.toString();
    boolean letters = afterDot && text.length() <= 4 && !WORDS.contains(text) && isEnding(text);
    if (!text.isEmpty()) {
      spoken.append(letters ? text.toUpperCase(Locale.ROOT) : text).append(' ');
    }
    word.setLength(0);
  }

  private static boolean isEnding(String text) {
    return text.matches(TOP_LEVEL + "|" + EXTENSION);
  }

  private static String sign(char c) {
    return switch (c) {
      case '.' -> "dot";
      case '/' -> "slash";
      case '-' -> "dash";
      case '_' -> "underscore";
      case '@' -> "at";
      case ':' -> "colon";
      case '=' -> "equals";
      case '&' -> "and";
      case '%' -> "percent";
      case '+' -> "plus";
      case '~' -> "tilde";
      case ',' -> "comma";
      default -> "";
    };
  }
}
