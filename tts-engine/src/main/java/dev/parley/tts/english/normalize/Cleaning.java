package dev.parley.tts.english.normalize;

import java.text.Normalizer;

/// Makes all characters ones that the rules know: composes accents, turns wide and styled letters
/// into plain ones, all digits into ASCII, and drops emoji, control characters and broken
/// surrogates. Line ends stay.
final class Cleaning {
  /// Signs that are spoken although Unicode counts them among the pictures.
  private static final String SPOKEN_SIGNS = "©®™°→←↔↑↓№℃℉Ω•·§¶†‡±×÷½¼¾⅓⅔⅛€£¥$¢^`|~<>=+";

  private static final int LAST_PLAIN = 0x7e;
  private static final int KEYCAP = 0x20e3;
  private static final int SUBSCRIPT_ZERO = 0x2080;

  private Cleaning() {}

  static SpannedText clean(String text) {
    SpannedText source = SpannedText.of(text);
    SpannedText.Builder target = new SpannedText.Builder(source);
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      int next = at + Character.charCount(c);
      if (c >= ' ' && c <= LAST_PLAIN) {
        boolean keycap = text.startsWith("\uFE0F\u20E3", next);
        if (!(keycap && (c == '#' || c == '*')) && !isMark(text, next)) {
          target.keep(at, next);
          at = next;
          continue;
        }
      }
      int end = clusterEnd(text, next);
      String clean = cleaned(text, at, end, c);
      if (!clean.isEmpty()) {
        target.say(clean, at, end);
      }
      at = end;
    }
    return target.build();
  }

  /// One character as [#clean] leaves it.
  static String character(int codePoint) {
    return clean(Character.toString(codePoint)).text();
  }

  /// The end of the marks that belong to the character before. At most a few: a longer pile of
  /// marks is cut.
  private static int clusterEnd(String text, int from) {
    int end = from;
    while (end < text.length() && end - from < 8 && isMark(text, end)) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static boolean isMark(String text, int at) {
    if (at >= text.length()) {
      return false;
    }
    int type = Character.getType(text.codePointAt(at));
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static String cleaned(String text, int from, int to, int first) {
    return switch (first) {
      case '\n', '\u2028' -> "\n";
      case '\u2029' -> "\n\n";
      case '’', '‘', 'ʼ', '′' -> "'";
      case '″' -> "\"";
      case '\u2010', '\u2011', '‒', '−' -> "-";
      case '―' -> "—";
      case '⁄' -> "/";
      case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff' -> "";
      default -> general(text, from, to, first);
    };
  }

  private static String general(String text, int from, int to, int first) {
    if (first >= SUBSCRIPT_ZERO && first <= SUBSCRIPT_ZERO + 9) {
      return Integer.toString(first - SUBSCRIPT_ZERO);
    }
    int digit = Character.digit(first, 10);
    if (digit >= 0 && Character.isDigit(first)) {
      return Integer.toString(digit);
    }
    return switch (Character.getType(first)) {
      case Character.SPACE_SEPARATOR -> " ";
      case Character.CONTROL,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.ENCLOSING_MARK ->
          first == KEYCAP ? "" : " ";
      case Character.OTHER_SYMBOL, Character.MODIFIER_SYMBOL, Character.MATH_SYMBOL ->
          isPicture(first) ? " " : text.substring(from, to);
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.OTHER_LETTER ->
          letters(text.substring(from, to));
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> "";
      default ->
          isFullWidth(first)
              ? Normalizer.normalize(text.substring(from, to), Normalizer.Form.NFKC)
              : Character.toString(first);
    };
  }

  private static String letters(String cluster) {
    return switch (cluster) {
      // Their compatibility forms are other signs.
      case "µ", "ª", "º", "Ω" -> cluster;
      default -> Normalizer.normalize(cluster, Normalizer.Form.NFKC);
    };
  }

  private static boolean isFullWidth(int c) {
    return c >= 0xff01 && c <= 0xff5e;
  }

  private static boolean isPicture(int c) {
    return SPOKEN_SIGNS.indexOf(c) < 0
        && (Character.isExtendedPictographic(c)
            || Character.isEmoji(c)
            || Character.getType(c) == Character.OTHER_SYMBOL
            || Character.getType(c) == Character.MODIFIER_SYMBOL);
  }
}
