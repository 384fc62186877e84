package dev.parley.tts.phoneme;

import java.util.List;

/// A text as phonemes.
///
/// @param symbols what the voice speaks: the tokens' phonemes, with a blank after each token that
///     asks for one; it neither starts nor ends with a blank
/// @param tokens the words and marks in the order of speech
public record Phonemes(String symbols, List<Token> tokens) {
  /// Nothing to say.
  public static final Phonemes NONE = new Phonemes("", List.of());

  public Phonemes {
    tokens = List.copyOf(tokens);
  }

  /// Joins tokens.
  public static Phonemes of(List<Token> tokens) {
    StringBuilder symbols = new StringBuilder();
    for (Token token : tokens) {
      symbols.append(token.phonemes());
      if (token.blank()) {
        symbols.append(' ');
      }
    }
    return new Phonemes(symbols.toString(), tokens);
  }

  /// A spoken word, a mark that shapes the melody, or a whole clause where a phonemizer reads no
  /// smaller pieces.
  ///
  /// Spans never go backwards, but several tokens may have the same one where a single written
  /// thing is said in several words, such as `$5`. Characters between spans are not spoken.
  ///
  /// @param start where the written form starts in the text, in characters
  /// @param end the character behind its last one
  /// @param phonemes never empty; may hold blanks where one written thing has several spoken parts
  /// @param blank whether a blank follows
  public record Token(int start, int end, String phonemes, boolean blank) {}
}
