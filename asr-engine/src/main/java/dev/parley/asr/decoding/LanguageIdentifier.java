package dev.parley.asr.decoding;

import dev.parley.asr.token.SpecialTokens;
import java.util.Collection;
import java.util.List;

/// Reads the spoken language off the scores behind the start-of-transcript token.
final class LanguageIdentifier {
  private final SpecialTokens special;

  LanguageIdentifier(SpecialTokens special) {
    this.special = special;
  }

  /// The likeliest of the candidates.
  ///
  /// @param candidates known languages; empty: all
  String identify(float[] scores, List<String> candidates) {
    Collection<String> allowed = candidates.isEmpty() ? special.languages().keySet() : candidates;
    String best = "";
    float bestScore = Float.NEGATIVE_INFINITY;
    for (String language : allowed) {
      Integer token = special.languages().get(language);
      if (token != null && scores[token] > bestScore) {
        best = language;
        bestScore = scores[token];
      }
    }
    return best;
  }
}
