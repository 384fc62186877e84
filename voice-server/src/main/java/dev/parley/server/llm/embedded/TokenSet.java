package dev.parley.server.llm.embedded;

import java.util.BitSet;
import java.util.stream.IntStream;

/// Some of the tokens of a vocabulary. Immutable.
final class TokenSet {
  private final BitSet tokens = new BitSet();

  TokenSet(IntStream tokens) {
    tokens.forEach(this.tokens::set);
  }

  boolean contains(int token) {
    return tokens.get(token);
  }

  int size() {
    return tokens.cardinality();
  }

  /// How likely one of these comes next.
  ///
  /// @param scores of all tokens
  double probability(float[] scores) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float score : scores) {
      largest = Math.max(largest, score);
    }
    double all = 0;
    double these = 0;
    for (int token = 0; token < scores.length; token++) {
      double power = Math.exp(scores[token] - largest);
      all += power;
      these += contains(token) ? power : 0;
    }
    return these / all;
  }
}
