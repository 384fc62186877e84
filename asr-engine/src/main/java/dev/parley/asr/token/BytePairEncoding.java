package dev.parley.asr.token;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Cuts text into the tokens of a byte-level byte pair encoding: first into words, then each word
/// into bytes, of which the pair with the earliest merge is joined until no pair has one.
/// Immutable, thread-safe.
public final class BytePairEncoding {
  private final WordPattern words;
  private final Map<String, Integer> tokens;
  private final Map<String, Integer> mergeRanks;

  /// @param words how text is cut into words
  /// @param tokens characters of the [ByteAlphabet] to token
  /// @param mergeRanks two pieces with a blank between them to the rank of their merge
  public BytePairEncoding(
      WordPattern words, Map<String, Integer> tokens, Map<String, Integer> mergeRanks) {
    this.words = words;
    this.tokens = Map.copyOf(tokens);
    this.mergeRanks = Map.copyOf(mergeRanks);
  }

  /// The tokens of a text.
  ///
  /// @throws IllegalStateException if the vocabulary lacks a piece that its merges make
  public TokenList encode(String text) {
    TokenList encoded = new TokenList();
    for (String word : words.split(text)) {
      encodeWord(ByteAlphabet.toCharacters(word.getBytes(StandardCharsets.UTF_8)), encoded);
    }
    return encoded;
  }

  private void encodeWord(String word, TokenList encoded) {
    List<String> pieces = new ArrayList<>(word.length());
    for (int i = 0; i < word.length(); i++) {
      pieces.add(word.substring(i, i + 1));
    }
    while (true) {
      int best = -1;
      int bestRank = Integer.MAX_VALUE;
      for (int i = 0; i + 1 < pieces.size(); i++) {
        int rank =
            mergeRanks.getOrDefault(pieces.get(i) + " " + pieces.get(i + 1), Integer.MAX_VALUE);
        if (rank < bestRank) {
          best = i;
          bestRank = rank;
        }
      }
      if (best < 0) {
        break;
      }
      pieces.set(best, pieces.get(best) + pieces.remove(best + 1));
    }
    for (String piece : pieces) {
      Integer token = tokens.get(piece);
      if (token == null) {
        throw new IllegalStateException("The vocabulary lacks a piece that its merges make.");
      }
      encoded.add(token);
    }
  }
}
