package dev.parley.tts.ssml;

/// What is left of SSML without its markup, for eyes. Takes any text, also the beginning of a
/// document, and linear time.
public final class SsmlText {
  private SsmlText() {}

  /// The characters between the tags, with the five entities of XML and numbered ones resolved.
  public static String of(String ssml) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < ssml.length()) {
      char c = ssml.charAt(at);
      if (ssml.startsWith("<![CDATA[", at)) {
        int end = behind(ssml, "]]>", at);
        text.append(
            ssml, at + 9, Math.max(at + 9, ssml.startsWith("]]>", end - 3) ? end - 3 : end));
        at = end;
      } else if (c == '<') {
        at = ssml.startsWith("<!--", at) ? behind(ssml, "-->", at) : behindTag(ssml, at);
      } else if (c == '&') {
        int end = ssml.indexOf(';', at);
        text.append(end < 0 ? "" : entity(ssml.substring(at + 1, end)));
        at = end < 0 ? ssml.length() : end + 1;
      } else {
        text.append(c);
        at++;
      }
    }
    return text.toString();
  }

  private static int behind(String text, String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }

  private static int behindTag(String text, int from) {
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return i + 1;
      }
    }
    return text.length();
  }

  private static String entity(String name) {
    return switch (name) {
      case "amp" -> "&";
      case "lt" -> "<";
      case "gt" -> ">";
      case "quot" -> "\"";
      case "apos" -> "'";
      default -> numbered(name);
    };
  }

  private static String numbered(String name) {
    try {
      int code =
          name.startsWith("#x")
              ? Integer.parseInt(name.substring(2), 16)
              : Integer.parseInt(name.substring(1));
      return Character.isValidCodePoint(code) ? Character.toString(code) : "";
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      return "";
    }
  }
}
