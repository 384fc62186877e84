package dev.parley.tts.espeak;

import java.util.Map;

/// Tells where the clauses that espeak-ng has read end, and with which mark.
///
/// Most versions of the library do not say that. But they say how far they have read, which is to
/// the first character of the next clause; the mark is the first one behind the last letter or
/// digit before that. Not thread-safe: one per text.
final class ClauseCutter {
  /// What voices know for the marks that end a clause. The library ends clauses at more marks, but
  /// the voices have never seen those.
  private static final Map<Integer, String> MARKS =
      Map.ofEntries(
          Map.entry((int) '.', "."),
          Map.entry((int) '?', "?"),
          Map.entry((int) '!', "!"),
          Map.entry((int) ',', ","),
          Map.entry((int) ':', ":"),
          Map.entry((int) ';', ";"),
          Map.entry((int) '…', "."),
          Map.entry((int) '–', ";"),
          Map.entry((int) '—', ";"),
          Map.entry((int) '،', ","),
          Map.entry((int) '؛', ";"),
          Map.entry((int) '؟', "?"));

  private final String text;
  private int position;

  ClauseCutter(String text) {
    this.text = text;
  }

  /// @param start its first character that is not blank
  /// @param end behind its last character, marks included
  /// @param mark what it ends with, as voices know it; empty if there is no mark
  record Clause(int start, int end, String mark) {}

  /// The next clause.
  ///
  /// @param read how many characters of the text the library has read; may be beyond its end
  Clause next(int read) {
    int from = position;
    int end = Math.clamp(read, from, text.length());
    if (read < text.length() && end > from) {
      int last = text.codePointBefore(end);
      end -= Character.isLetterOrDigit(last) ? Character.charCount(last) : 0;
      while (end > from && opens(end - 1)) {
        end--;
      }
    }
    position = end;
    int gap = end;
    while (gap > from && !Character.isLetterOrDigit(text.codePointBefore(gap))) {
      gap -= Character.charCount(text.codePointBefore(gap));
    }
    String mark =
        text.substring(gap, end)
            .codePoints()
            .filter(MARKS::containsKey)
            .mapToObj(MARKS::get)
            .findFirst()
            .orElse("");
    int start = from;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    return new Clause(start, end, mark);
  }

  /// Whether a bracket or a quotation mark belongs to what follows.
  private boolean opens(int index) {
    char c = text.charAt(index);
    return switch (Character.getType(c)) {
      case Character.START_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION -> true;
      default -> c == '"' && index > 0 && Character.isWhitespace(text.charAt(index - 1));
    };
  }
}
