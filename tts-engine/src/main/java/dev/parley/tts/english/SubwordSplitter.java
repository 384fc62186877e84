package dev.parley.tts.english;

import java.util.ArrayList;
import java.util.List;

/// Cuts a token where its parts are said on their own: at hyphens, at other marks, and where small
/// letters meet capitals, as in "JavaScript". Apostrophes inside a word stay, the ones around it
/// are cut off. Takes linear time.
final class SubwordSplitter {
  private SubwordSplitter() {}

  /// The parts in order; an apostrophe that belongs to no word is left out.
  static List<TextToken> split(TextToken token) {
    List<TextToken> parts = new ArrayList<>();
    String text = token.text();
    int start = 0;
    while (start < text.length()) {
      int end = end(text, start);
      boolean stray =
          isApostrophe(text.charAt(start)) && start > 0 && end < text.length() && end - start == 1;
      if (!stray) {
        parts.add(token.part(start, end));
      }
      start = end;
    }
    return parts;
  }

  private static int end(String text, int start) {
    int first = text.codePointAt(start);
    int next = start + Character.charCount(first);
    if (Character.isLetter(first)) {
      return wordEnd(text, start);
    }
    if (isApostrophe(first)) {
      return runEnd(text, next, "'‘’");
    }
    return first == '-' || first == '_' ? runEnd(text, next, "-_") : next;
  }

  private static int wordEnd(String text, int start) {
    if (startsInitialAndWord(text, start)) {
      return start + 1;
    }
    int at = start;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      int next = at + Character.charCount(c);
      if (Character.isLetter(c)) {
        at = next;
        if (Character.isLowerCase(c) && Character.isUpperCase(charAt(text, at))) {
          return at;
        }
      } else if (isApostrophe(c) && Character.isLetter(charAt(text, next))) {
        at = next;
      } else {
        return at;
      }
    }
    return at;
  }

  /// A capital before a capitalised word, as in "ABook".
  private static boolean startsInitialAndWord(String text, int at) {
    return Character.isUpperCase(text.charAt(at))
        && Character.isUpperCase(charAt(text, at + 1))
        && Character.isLowerCase(charAt(text, at + 2));
  }

  private static int runEnd(String text, int from, String marks) {
    int end = from;
    while (end < text.length() && marks.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  private static char charAt(String text, int index) {
    return index < text.length() ? text.charAt(index) : ' ';
  }

  private static boolean isApostrophe(int c) {
    return c == '\'' || c == '‘' || c == '’';
  }
}
