package dev.parley.asr.decoding;

import dev.parley.asr.token.TokenList;

/// A transcript begins neither with its end nor with a lone blank.
record SuppressBlank(int blank, int endOfText) implements LogitFilter {
  @Override
  public void apply(float[] scores, TokenList decoded) {
    if (decoded.isEmpty()) {
      scores[blank] = Float.NEGATIVE_INFINITY;
      scores[endOfText] = Float.NEGATIVE_INFINITY;
    }
  }
}
