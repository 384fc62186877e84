package dev.parley.tts.pronunciation;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The words of a lexicon as a tree of characters, so that a text is searched for all of them at
/// once. White space of any kind and length is one blank, apostrophes are straight.
final class LexiconTree {
  private static final int MOST_BLANKS = 8;

  private final boolean ignoresCase;
  private final Node root = new Node();

  private static final class Node {
    private final Map<Character, Node> next = new HashMap<>();
    private @Nullable Pronunciation spoken;
  }

  /// What was found.
  ///
  /// @param end the character behind it
  record Found(int end, Pronunciation spoken) {}

  LexiconTree(boolean ignoresCase) {
    this.ignoresCase = ignoresCase;
  }

  /// Adds a word unless it is there.
  void add(LexiconEntry entry) {
    String word = entry.word();
    Node node = root;
    int at = 0;
    while (at < word.length()) {
      node = node.next.computeIfAbsent(character(word.charAt(at)), _ -> new Node());
      at = next(word, at);
    }
    if (node.spoken == null) {
      node.spoken = entry.spoken();
    }
  }

  /// The longest word that starts at a character and ends with a word of the text; null if there is
  /// none.
  @Nullable Found longest(CharSequence text, int start) {
    Found found = null;
    Node node = root;
    int at = start;
    while (at < text.length()) {
      node = node.next.get(character(text.charAt(at)));
      if (node == null) {
        return found;
      }
      at = next(text, at);
      if (node.spoken != null && WordEdge.isEnd(text, at)) {
        found = new Found(at, node.spoken);
      }
    }
    return found;
  }

  private static int next(CharSequence text, int at) {
    int end = at + 1;
    if (Character.isWhitespace(text.charAt(at))) {
      while (end < text.length()
          && end - at < MOST_BLANKS
          && Character.isWhitespace(text.charAt(end))) {
        end++;
      }
    }
    return end;
  }

  private char character(char c) {
    if (Character.isWhitespace(c)) {
      return ' ';
    }
    if (c == '’' || c == 'ʼ') {
      return '\'';
    }
    return ignoresCase ? Character.toLowerCase(Character.toUpperCase(c)) : c;
  }
}
