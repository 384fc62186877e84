package dev.parley.server.llm.embedded;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Chooses the tokens of one answer. Not thread-safe.
final class Sampler {
  private final Sampling sampling;
  private final RandomGenerator random;
  private final int[] candidates;
  private final double[] weights;
  private int count;

  /// @param random decides where the temperature leaves a choice
  Sampler(Sampling sampling, RandomGenerator random) {
    this.sampling = sampling;
    this.random = random;
    candidates = new int[sampling.topK()];
    weights = new double[sampling.topK()];
  }

  /// @param scores of all tokens; those that came lately are changed
  /// @param earlier the tokens before, the first `length` of the array
  int choose(float[] scores, int[] earlier, int length) {
    penalize(scores, earlier, length);
    if (sampling.temperature() == 0) {
      return likeliest(scores);
    }
    gather(scores);
    return draw(scores);
  }

  private void penalize(float[] scores, int[] earlier, int length) {
    if (sampling.repetitionPenalty() == 1) {
      return;
    }
    int from = Math.max(0, length - sampling.repetitionWindow());
    float penalty = (float) sampling.repetitionPenalty();
    Arrays.stream(earlier, from, length)
        .distinct()
        .forEach(token -> scores[token] *= scores[token] > 0 ? 1 / penalty : penalty);
  }

  private static int likeliest(float[] scores) {
    int best = 0;
    for (int token = 1; token < scores.length; token++) {
      if (scores[token] > scores[best]) {
        best = token;
      }
    }
    return best;
  }

  /// Puts the best tokens into `candidates`, the likeliest first.
  private void gather(float[] scores) {
    count = 0;
    for (int token = 0; token < scores.length; token++) {
      boolean full = count == candidates.length;
      if (full && scores[token] <= scores[candidates[count - 1]]) {
        continue;
      }
      int place = full ? count - 1 : count++;
      while (place > 0 && scores[candidates[place - 1]] < scores[token]) {
        candidates[place] = candidates[place - 1];
        place--;
      }
      candidates[place] = token;
    }
  }

  private int draw(float[] scores) {
    float largest = scores[candidates[0]];
    double all = 0;
    for (int i = 0; i < count; i++) {
      weights[i] = Math.exp(scores[candidates[i]] - largest);
      all += weights[i];
    }
    int kept = 0;
    double together = 0;
    while (kept < count && weights[kept] >= sampling.minP() && together < sampling.topP() * all) {
      together += weights[kept++];
    }
    double sum = 0;
    for (int i = 0; i < kept; i++) {
      weights[i] = Math.pow(weights[i], 1 / sampling.temperature());
      sum += weights[i];
    }
    double rest = random.nextDouble() * sum;
    for (int i = 0; i < kept; i++) {
      rest -= weights[i];
      if (rest < 0) {
        return candidates[i];
      }
    }
    return candidates[0];
  }
}
