package dev.parley.asr.decoding;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Chooses the next token from filtered scores. Belongs to one decoding.
interface TokenChooser {
  int choose(float[] scores);

  /// The likeliest token at temperature 0, else a random one with a fixed seed, so that the same
  /// audio always gives the same text.
  static TokenChooser of(double temperature) {
    if (temperature == 0) {
      return scores -> Softmax.largest(scores, 0, scores.length);
    }
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(Double.hashCode(temperature));
    return scores -> sample(scores, temperature, random);
  }

  private static int sample(float[] scores, double temperature, RandomGenerator random) {
    float[] probabilities = new float[scores.length];
    for (int token = 0; token < scores.length; token++) {
      probabilities[token] = (float) (scores[token] / temperature);
    }
    Softmax.toProbabilities(probabilities, 0, probabilities.length);
    double rest = random.nextDouble();
    for (int token = 0; token < probabilities.length; token++) {
      rest -= probabilities[token];
      if (rest < 0 && scores[token] > Float.NEGATIVE_INFINITY) {
        return token;
      }
    }
    return Softmax.largest(scores, 0, scores.length);
  }
}
