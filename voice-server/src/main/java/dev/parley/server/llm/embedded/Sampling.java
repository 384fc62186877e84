package dev.parley.server.llm.embedded;

/// How the next token is chosen from the scores of all.
///
/// @param temperature 0 always takes the likeliest token, which keeps a small model to the facts
/// @param topK only so many of the likeliest tokens are candidates, 1 to 1000
/// @param topP of those, the likeliest that together have this probability
/// @param minP and that have at least this part of the probability of the likeliest
/// @param repetitionPenalty divides the score of a token that came lately; 1: none
/// @param repetitionWindow how many of the last tokens, those of the prompt included, came lately
public record Sampling(
    double temperature,
    int topK,
    double topP,
    double minP,
    double repetitionPenalty,
    int repetitionWindow) {

  public Sampling {
    if (temperature < 0 || temperature > 2) {
      throw new IllegalArgumentException(
          "The temperature must be between 0 and 2, not %s.".formatted(temperature));
    }
    if (topK < 1 || topK > 1000) {
      throw new IllegalArgumentException(
          "The candidates for a token must be 1 to 1000, not %d.".formatted(topK));
    }
    if (topP <= 0 || topP > 1 || minP < 0 || minP > 1) {
      throw new IllegalArgumentException(
          "The probabilities that bound the candidates must be between 0 and 1, not %s and %s."
              .formatted(topP, minP));
    }
    if (repetitionPenalty < 1 || repetitionPenalty > 2 || repetitionWindow < 0) {
      throw new IllegalArgumentException(
          "Repetition may be divided by 1 to 2, not %s, over 0 or more tokens, not %d."
              .formatted(repetitionPenalty, repetitionWindow));
    }
  }

  /// What serves a small model. The penalty is enough against running in circles; more would punish
  /// the good words of the prompt's examples.
  public static Sampling at(double temperature) {
    return new Sampling(temperature, 40, 0.95, 0.05, 1.05, 64);
  }
}
