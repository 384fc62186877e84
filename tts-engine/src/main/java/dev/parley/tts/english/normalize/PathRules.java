package dev.parley.tts.english.normalize;

import java.util.List;

/// Paths of files, names that start with a dot, and the flags of commands.
final class PathRules {
  private static final String NAME = "[\\p{L}\\d_.-]{1,64}";

  private static final String DOT_FILES =
      "gitignore|gitattributes|git|github|env|bashrc|zshrc|profile|ssh|dockerignore|npmrc|vimrc"
          + "|config|NET|net|htaccess|vscode|idea";

  private PathRules() {}

  static List<Rule> rules() {
    return List.of(
        Rule.of(
            "(?<![\\p{L}\\d])([A-Za-z]):\\\\((?:" + NAME + "\\\\?){0,12}+)",
            match ->
                match.say(
                    match.group(1)
                        + " colon backslash "
                        + match.group(2).replace("\\", " backslash ").stripTrailing())),
        Rule.of(
            "(?<![^\\s(\"'“])(?<!\\d )(?:~|\\.{1,2})?/(?:" + NAME + "/){0,12}+(?:" + NAME + ")?+",
            PathRules::path),
        Rule.of(
            "(?<![^\\s(\"'“])(?:[\\p{L}_][\\p{L}\\d_-]{0,64}/){1,12}+(?=[\\p{L}\\d_-]{1,64}\\.(?:"
                + WebRules.EXTENSION
                + ")(?![\\p{L}\\d]))",
            PathRules::path),
        Rule.of(
            "(?<![\\p{L}\\d.)\\]}>])\\.(?=(?:" + DOT_FILES + ")\\b)", match -> match.say("dot ")),
        Rule.of("(?<=^|\\s)--(?=\\s|$)", match -> match.exactly(0, "—")),
        Rule.of("(?<=^|[\\s(])--(?=\\p{Ll}{2})", match -> match.say("dash dash ")));
  }

  /// The slashes and the dots in front of names; what follows the last slash stays for the rules of
  /// file names.
  private static void path(Match match) {
    String path = match.group(0);
    if (path.length() == 1) {
      match.keep();
      return;
    }
    int names = path.length();
    while (names > 0 && ".,;:!?".indexOf(path.charAt(names - 1)) >= 0) {
      names--;
    }
    StringBuilder spoken = new StringBuilder();
    for (int i = 0; i < names; i++) {
      char c = path.charAt(i);
      boolean leadingDot = c == '.' && (i == 0 || !Character.isLetterOrDigit(path.charAt(i - 1)));
      if (c == '/') {
        spoken.append(" slash ");
      } else if (c == '~') {
        spoken.append("tilde");
      } else {
        spoken.append(leadingDot ? " dot " : String.valueOf(c));
      }
    }
    match.say(spoken.toString().replaceAll(" {2,}", " ").stripLeading() + path.substring(names));
  }
}
