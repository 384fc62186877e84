package dev.parley.asr.decoding;

import dev.parley.asr.token.TokenList;

/// A rule about what may come next. Stateless, thread-safe.
sealed interface LogitFilter permits SuppressBlank, SuppressTokens, TimestampRules {
  /// Sets the scores of forbidden tokens to minus infinity.
  ///
  /// @param scores of every token of the vocabulary
  /// @param decoded the transcript so far
  void apply(float[] scores, TokenList decoded);

  /// Whether nothing may follow the transcript, so that its last token need not be fed.
  default boolean ends(TokenList decoded) {
    return false;
  }
}
