package dev.parley.tts.text;

import java.util.Arrays;

/// One pass over a text that copies what is spoken. Single use.
final class MarkdownStripper {
  private static final int LONGEST_TAG = 64;
  private static final int LONGEST_COMMENT = 240;
  private static final int LONGEST_CITATION = 32;
  private static final int LONGEST_ADDRESS = 2_048;
  private static final int TASK_BOX = 3;

  private final String written;
  private final StringBuilder kept = new StringBuilder();
  private final int[] sources;
  private int at;

  MarkdownStripper(String written) {
    this.written = written;
    this.sources = new int[written.length() + 1];
  }

  void strip() {
    boolean lineStart = true;
    while (at < written.length()) {
      if (lineStart) {
        lineStart = false;
        if (skipLinePrefix()) {
          lineStart = true;
          continue;
        }
        if (at == written.length()) {
          break;
        }
      }
      int codePoint = written.codePointAt(at);
      if (codePoint == '\n') {
        lineStart = true;
      }
      if (!skipMark(codePoint)) {
        keep(Character.charCount(codePoint));
      }
    }
    sources[kept.length()] = written.length();
  }

  String text() {
    return kept.toString();
  }

  int[] sources() {
    return Arrays.copyOf(sources, kept.length() + 1);
  }

  private void keep(int characters) {
    for (int i = 0; i < characters; i++) {
      sources[kept.length()] = at;
      kept.append(written.charAt(at));
      at++;
    }
  }

  /// Heading, quotation and bullet marks, fences and rules.
  ///
  /// @return whether the whole line went
  private boolean skipLinePrefix() {
    int mark = at;
    while (mark < written.length() && isBlank(written.charAt(mark))) {
      mark++;
    }
    if (mark == written.length()) {
      return false;
    }
    char c = written.charAt(mark);
    int run = run(mark, c);
    if ((c == '`' || c == '~') && run >= 3) {
      skipLine();
      return true;
    }
    if ("-*_=|:".indexOf(c) >= 0 && isRule(mark)) {
      skipLine();
      return true;
    }
    boolean heading = c == '#' && run <= 6;
    boolean bullet = "-*+•‣◦▪".indexOf(c) >= 0 && run == 1;
    if ((heading || bullet || c == '>') && isBlankAt(mark + run)) {
      at = Math.min(mark + run + 1, written.length());
      if (bullet && isTaskBox()) {
        at = Math.min(at + TASK_BOX + 1, written.length());
      }
      return c == '>' && at < written.length();
    }
    return false;
  }

  /// `[ ]`, `[x]`.
  private boolean isTaskBox() {
    return at + 2 < written.length()
        && written.charAt(at) == '['
        && " xX".indexOf(written.charAt(at + 1)) >= 0
        && written.charAt(at + 2) == ']'
        && isBlankAt(at + TASK_BOX);
  }

  /// A line of at least three marks and nothing else.
  private boolean isRule(int from) {
    int marks = 0;
    int i = from;
    while (i < written.length() && written.charAt(i) != '\n') {
      char c = written.charAt(i);
      if ("-*_=|:".indexOf(c) >= 0) {
        marks++;
      } else if (!isBlank(c)) {
        return false;
      }
      i++;
    }
    return marks >= 3;
  }

  private void skipLine() {
    int end = written.indexOf('\n', at);
    at = end < 0 ? written.length() : end;
    if (at < written.length()) {
      keep(1);
    }
  }

  private boolean skipMark(int codePoint) {
    return switch (codePoint) {
      case '*', '_', '~' -> skipEmphasis((char) codePoint);
      case '`' -> skip(1);
      case '\\' -> skipEscape();
      case '!' -> opensImage() && skip(1);
      case '[' -> skipCitation('[', ']') || skip(1);
      case ']' -> skipTarget();
      case '【' -> skipCitation('【', '】');
      case '<' -> skipTag();
      case '|' -> replace(',');
      default -> isForTheEye(codePoint) && skip(Character.charCount(codePoint));
    };
  }

  private boolean skip(int characters) {
    at += characters;
    return true;
  }

  /// Speaks `instead` for one character.
  private boolean replace(char instead) {
    sources[kept.length()] = at;
    kept.append(instead);
    return skip(1);
  }

  /// Marks that touch a word on one side only; `2*3`, `2 * 3` and `file_name` keep theirs.
  private boolean skipEmphasis(char mark) {
    int run = run(at, mark);
    if (run > 3) {
      return skip(run);
    }
    if (mark == '~') {
      return run == 2 && skip(run);
    }
    boolean open = isBlankAt(at - 1);
    boolean close = isBlankAt(at + run);
    boolean inside = isWordAt(at - 1) && isWordAt(at + run);
    if ((open && close) || (inside && run == 1)) {
      keep(run);
      return true;
    }
    return skip(run);
  }

  private boolean skipEscape() {
    int next = at + 1;
    if (next < written.length() && "\\`*_{}[]()#+-.!|<>~".indexOf(written.charAt(next)) >= 0) {
      at = next;
      keep(1);
      return true;
    }
    return false;
  }

  /// `[1]`, `[2, 3]`, `[^note]`, `【4†source】`.
  private boolean skipCitation(char open, char close) {
    int end = find(close, LONGEST_CITATION);
    if (end < 0) {
      return false;
    }
    String inside = written.substring(at + 1, end);
    boolean numbers =
        !inside.isEmpty() && inside.chars().allMatch(c -> "0123456789,-– ".indexOf(c) >= 0);
    boolean note = open == '【' || inside.startsWith("^");
    boolean link = end + 1 < written.length() && written.charAt(end + 1) == '(';
    if (link || !(numbers || note)) {
      return false;
    }
    at = end + 1;
    return true;
  }

  /// The end of a link's text and its address.
  private boolean skipTarget() {
    at++;
    if (at < written.length() && written.charAt(at) == '(') {
      int end = find(')', LONGEST_ADDRESS);
      at = end < 0 ? at : end + 1;
    }
    return true;
  }

  /// `<br>`, `</b>`; the brackets alone around an address.
  private boolean skipTag() {
    int end = find('>', written.startsWith("<!--", at) ? LONGEST_COMMENT : LONGEST_TAG);
    if (end < 0 || end == at + 1) {
      return false;
    }
    char first = written.charAt(at + 1);
    if (!isLetter(first) && first != '/' && !written.startsWith("!--", at + 1)) {
      return false;
    }
    if (written.substring(at, end).contains("://")) {
      return skip(1);
    }
    replace(' ');
    at = end + 1;
    return true;
  }

  private boolean opensImage() {
    return at + 2 < written.length()
        && written.charAt(at + 1) == '['
        && !Character.isDigit(written.charAt(at + 2))
        && written.charAt(at + 2) != '^';
  }

  /// Looks no farther than `distance`, which keeps the whole linear.
  private int find(char c, int distance) {
    return written.indexOf(c, at, Math.min(at + distance, written.length()));
  }

  private static boolean isForTheEye(int codePoint) {
    if (codePoint < 0x200B || codePoint == 0x2122) {
      return false;
    }
    return codePoint <= 0x200D
        || codePoint == 0x20E3
        || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
        || codePoint == 0xFEFF
        || (codePoint >= 0xE0020 && codePoint <= 0xE007F)
        || Character.isEmojiPresentation(codePoint)
        || Character.isEmojiModifier(codePoint)
        || Character.isExtendedPictographic(codePoint)
        || (codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF);
  }

  private int run(int from, char mark) {
    int i = from;
    while (i < written.length() && written.charAt(i) == mark) {
      i++;
    }
    return i - from;
  }

  private boolean isBlankAt(int index) {
    return index < 0 || index >= written.length() || Character.isWhitespace(written.charAt(index));
  }

  private boolean isWordAt(int index) {
    return index >= 0
        && index < written.length()
        && Character.isLetterOrDigit(written.charAt(index));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
