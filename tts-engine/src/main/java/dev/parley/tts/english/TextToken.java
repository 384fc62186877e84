package dev.parley.tts.english;

/// A piece of the spoken form: a word, a part of a contraction, or a mark.
///
/// @param start where it starts in the spoken form
/// @param text never empty
/// @param blank whether white space follows
record TextToken(int start, String text, boolean blank) {
  int end() {
    return start + text.length();
  }

  TextToken part(int from, int to) {
    return new TextToken(start + from, text.substring(from, to), blank && to == text.length());
  }
}
