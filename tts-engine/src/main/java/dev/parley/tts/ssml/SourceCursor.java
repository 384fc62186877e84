package dev.parley.tts.ssml;

/// Follows a parser through a well-formed document and tells where what it reports is written.
/// Comments, instructions and the brackets of CDATA sections are passed over.
final class SourceCursor {
  private static final String CDATA = "<![CDATA[";
  private static final String CDATA_END = "]]>";

  private final String source;
  private int at;
  private int start;
  private boolean inCdata;

  /// Whether the low surrogate of an entity is still to come.
  private boolean insideEntity;

  SourceCursor(String source) {
    this.source = source;
  }

  /// Where the tag or the character that was passed last starts.
  int start() {
    return start;
  }

  /// Behind what was passed last.
  int end() {
    return at;
  }

  /// Passes a tag.
  ///
  /// @return whether it is one like `<break/>`, whose end has no tag of its own
  boolean passTag() {
    settle();
    while (at < source.length() && source.charAt(at) != '<') {
      // Around the root, where the parser reports no characters.
      at++;
      settle();
    }
    start = at;
    char quote = 0;
    while (at < source.length()) {
      char c = source.charAt(at++);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return source.charAt(at - 2) == '/';
      }
    }
    return false;
  }

  /// Passes what a character was read from.
  void pass(char read) {
    if (insideEntity) {
      insideEntity = false;
      return;
    }
    settle();
    start = at;
    if (!inCdata && at < source.length() && source.charAt(at) == '&') {
      int end = source.indexOf(';', at);
      at = end < 0 ? source.length() : end + 1;
      insideEntity = Character.isHighSurrogate(read);
    } else if (source.startsWith("\r\n", at)) {
      at += 2;
    } else {
      at = Math.min(at + 1, source.length());
    }
  }

  /// Passes what the parser does not report.
  private void settle() {
    boolean moved = true;
    while (moved) {
      int before = at;
      if (inCdata) {
        if (source.startsWith(CDATA_END, at)) {
          at += CDATA_END.length();
          inCdata = false;
        }
      } else if (source.startsWith(CDATA, at)) {
        at += CDATA.length();
        inCdata = true;
      } else if (source.startsWith("<!--", at)) {
        passBehind("-->", at + 4);
      } else if (source.startsWith("<?", at)) {
        passBehind("?>", at + 2);
      }
      moved = at > before;
    }
  }

  private void passBehind(String mark, int from) {
    int end = source.indexOf(mark, from);
    at = end < 0 ? source.length() : end + mark.length();
  }
}
