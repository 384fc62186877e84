package dev.parley.tts.phoneme;

import dev.parley.tts.phoneme.Phonemes.Token;
import java.util.ArrayList;
import java.util.List;

/// Reads the stretches of a text between given phonemes, each for itself. Single use.
final class StretchReader {
  /// Marks that every voice knows, for those with which a text may go on behind a word.
  private static final String MARKS = ",.;:!?…—–";

  private static final String MARKS_AS_SPOKEN = ",.;:!?.;;";
  private static final String CLOSERS = "\"'”’»)]}*_";
  private static final String HYPHENS = "-\u2010\u2011";

  private final Phonemizer reader;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();

  StretchReader(Phonemizer reader, String text) {
    this.reader = reader;
    this.text = text;
  }

  Phonemes read(List<GivenPhonemes> given) {
    int at = 0;
    for (GivenPhonemes word : given) {
      stretch(at, word.start());
      tokens.add(new Token(word.start(), word.end(), word.phonemes(), false));
      at = word.end();
    }
    stretch(at, text.length());
    setBlank(false);
    return Phonemes.of(tokens);
  }

  private void stretch(int from, int to) {
    int start = from;
    int end = to;
    if (from > 0) {
      start = marks(from, to);
    }
    while (end > start && to < text.length() && isHyphen(end - 1)) {
      end--;
    }
    if (start < end && Character.isWhitespace(text.charAt(start))) {
      setBlank(true);
    }
    for (Token token : reader.phonemize(text.substring(start, end)).tokens()) {
      tokens.add(
          new Token(start + token.start(), start + token.end(), token.phonemes(), token.blank()));
    }
    if (start < end && Character.isWhitespace(text.charAt(end - 1))) {
      setBlank(true);
    }
  }

  /// Takes the marks directly behind a given word: a phonemizer may take them for the start of a
  /// text, and drop them.
  ///
  /// @return where the words go on
  private int marks(int from, int to) {
    int at = from;
    boolean spoken = false;
    while (at < to && isMark(at)) {
      int mark = MARKS.indexOf(text.charAt(at));
      if (mark >= 0 && !spoken) {
        spoken = true;
        tokens.add(new Token(at, at + 1, MARKS_AS_SPOKEN.substring(mark, mark + 1), false));
      }
      at++;
    }
    return at;
  }

  private boolean isMark(int index) {
    char c = text.charAt(index);
    return MARKS.indexOf(c) >= 0 || CLOSERS.indexOf(c) >= 0 || isHyphen(index);
  }

  private boolean isHyphen(int index) {
    return HYPHENS.indexOf(text.charAt(index)) >= 0;
  }

  private void setBlank(boolean blank) {
    if (!tokens.isEmpty()) {
      Token last = tokens.removeLast();
      tokens.add(new Token(last.start(), last.end(), last.phonemes(), blank));
    }
  }
}
