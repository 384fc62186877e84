package dev.parley.tts.phoneme;

import dev.parley.tts.phoneme.Phonemes.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts given phonemes in the place of tokens that were read, so that the words around them are
/// read as in their sentence. Only for tokens that hold exactly the phonemes of what they span.
public final class TokenExchange {
  private TokenExchange() {}

  /// @param given in the order of the text, without overlaps
  /// @return empty if a token reaches beyond a given stretch, or a stretch has no token
  public static Optional<Phonemes> in(Phonemes read, List<GivenPhonemes> given) {
    List<Token> tokens = new ArrayList<>(read.tokens().size());
    int next = 0;
    for (GivenPhonemes word : given) {
      while (next < read.tokens().size() && read.tokens().get(next).end() <= word.start()) {
        tokens.add(read.tokens().get(next++));
      }
      int first = next;
      while (next < read.tokens().size() && read.tokens().get(next).start() < word.end()) {
        Token token = read.tokens().get(next++);
        if (token.start() < word.start() || token.end() > word.end()) {
          return Optional.empty();
        }
      }
      if (next == first) {
        return Optional.empty();
      }
      boolean blank = read.tokens().get(next - 1).blank();
      tokens.add(new Token(word.start(), word.end(), word.phonemes(), blank));
    }
    tokens.addAll(read.tokens().subList(next, read.tokens().size()));
    return Optional.of(Phonemes.of(tokens));
  }
}
