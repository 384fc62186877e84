package dev.parley.asr.decoding;

import java.util.Arrays;

/// Probabilities from scores. A step of the decoder scores the whole vocabulary, so these loops
/// decide what a token costs outside the network: they run over blocks, element by element and
/// without jumps, which the compiler turns into vector instructions.
final class Softmax {
  private static final int BLOCK = 1024;

  /// What is this much less likely than the likeliest is taken for nearly impossible: a whole
  /// vocabulary of it has a probability of less than 1e-7.
  private static final float NEGLIGIBLE = -28;

  private Softmax() {}

  /// The index of the largest of `values[from..to)`, the first of several.
  static int largest(float[] values, int from, int to) {
    float[] columns = new float[BLOCK];
    float largest = maximum(values, from, to, columns);
    int whole = from + (to - from) / BLOCK * BLOCK;
    int best = whole;
    while (best < to && values[best] != largest) {
      best++;
    }
    for (int column = 0; whole > from && column < BLOCK; column++) {
      if (columns[column] == largest) {
        int index = from + column;
        while (values[index] != largest) {
          index += BLOCK;
        }
        best = Math.min(best, index);
      }
    }
    return best < to ? best : from;
  }

  /// The largest of `values[from..to)`; minus infinity if there are none.
  static float maximum(float[] values, int from, int to) {
    return maximum(values, from, to, new float[BLOCK]);
  }

  /// The logarithm of the sum of the exponentials of `values[from..to)`, accurate to 0.00001;
  /// minus infinity if there are none above it.
  static double logSumExp(float[] values, int from, int to) {
    float largest = maximum(values, from, to);
    if (largest == Float.NEGATIVE_INFINITY) {
      return Double.NEGATIVE_INFINITY;
    }
    float[] block = new float[BLOCK];
    float[] sums = new float[BLOCK];
    for (int start = from; start < to; start += BLOCK) {
      load(values, start, to, block);
      addPowers(block, largest, sums);
    }
    double sum = 0;
    for (float part : sums) {
      sum += part;
    }
    return largest + Math.log(sum);
  }

  /// Replaces scores by their probabilities.
  static void toProbabilities(float[] scores, int from, int to) {
    float sum = (float) logSumExp(scores, from, to);
    float[] block = new float[BLOCK];
    float[] powers = new float[BLOCK];
    for (int start = from; start < to; start += BLOCK) {
      load(scores, start, to, block);
      Arrays.fill(powers, 0);
      addPowers(block, sum, powers);
      System.arraycopy(powers, 0, scores, start, Math.min(BLOCK, to - start));
    }
  }

  /// @param columns gets the maxima of the values that are a multiple of [#BLOCK] apart, without
  ///     those behind the last whole block
  private static float maximum(float[] values, int from, int to, float[] columns) {
    float[] block = new float[BLOCK];
    Arrays.fill(columns, Float.NEGATIVE_INFINITY);
    int start = from;
    for (; start + BLOCK <= to; start += BLOCK) {
      System.arraycopy(values, start, block, 0, BLOCK);
      takeLarger(block, columns);
    }
    float largest = Float.NEGATIVE_INFINITY;
    for (; start < to; start++) {
      largest = Math.max(largest, values[start]);
    }
    for (float column : columns) {
      largest = Math.max(largest, column);
    }
    return largest;
  }

  private static void load(float[] values, int start, int to, float[] block) {
    int count = Math.min(BLOCK, to - start);
    System.arraycopy(values, start, block, 0, count);
    Arrays.fill(block, count, BLOCK, Float.NEGATIVE_INFINITY);
  }

  private static void takeLarger(float[] block, float[] columns) {
    for (int i = 0; i < BLOCK; i++) {
      columns[i] = Math.max(columns[i], block[i]);
    }
  }

  /// Adds e to the power of each score less `shift`: that of a sixteenth by the first terms of its
  /// series, then squared four times. The scores are at most about `shift`; near it, where it
  /// counts, the error is below 0.000001.
  private static void addPowers(float[] block, float shift, float[] sums) {
    for (int i = 0; i < BLOCK; i++) {
      float x = Math.max(block[i] - shift, NEGLIGIBLE) * (1 / 16f);
      float power = 1 / 5040f;
      power = power * x + 1 / 720f;
      power = power * x + 1 / 120f;
      power = power * x + 1 / 24f;
      power = power * x + 1 / 6f;
      power = power * x + 0.5f;
      power = power * x + 1;
      power = power * x + 1;
      power *= power;
      power *= power;
      power *= power;
      sums[i] += power * power;
    }
  }
}
