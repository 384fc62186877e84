package dev.parley.asr.decoding;

/// Probabilities from scores.
final class Softmax {
  /// What is this much less likely than the likeliest token changes the logarithm of the sum over
  /// a whole vocabulary by less than 0.0001.
  private static final float NEGLIGIBLE = -20;

  private Softmax() {}

  /// The index of the largest of `values[from..to)`.
  static int largest(float[] values, int from, int to) {
    int best = from;
    for (int i = from + 1; i < to; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  /// The logarithm of the sum of the exponentials of `values[from..to)`; minus infinity if there
  /// are none above it.
  static double logSumExp(float[] values, int from, int to) {
    if (from >= to) {
      return Double.NEGATIVE_INFINITY;
    }
    float largest = values[largest(values, from, to)];
    if (largest == Float.NEGATIVE_INFINITY) {
      return Double.NEGATIVE_INFINITY;
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      float below = values[i] - largest;
      if (below > NEGLIGIBLE) {
        sum += Math.exp(below);
      }
    }
    return largest + Math.log(sum);
  }
}
