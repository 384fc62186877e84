package dev.parley.asr.decoding;

/// Replaces every value of a row by the median of itself and three neighbours to each side; the row
/// is mirrored at its ends. Not thread-safe.
///
/// The seven neighbours of all positions are laid side by side and sorted by a fixed network of
/// comparisons, which the compiler turns into vector instructions.
final class MedianFilter {
  private static final int REACH = 3;
  private static final int WIDTH = 2 * REACH + 1;

  private final int length;
  private final float[] padded;
  private final float[][] neighbours;

  /// @param length of the rows
  MedianFilter(int length) {
    this.length = length;
    this.padded = new float[length + 2 * REACH];
    this.neighbours = new float[WIDTH][length];
  }

  /// Adds the medians of `row` to `target` from `offset` on.
  void addTo(float[] target, int offset, float[] row) {
    System.arraycopy(row, 0, padded, REACH, length);
    for (int i = 1; i <= REACH; i++) {
      padded[REACH - i] = row[mirrored(i)];
      padded[REACH + length - 1 + i] = row[mirrored(length - 1 + i)];
    }
    for (int i = 0; i < WIDTH; i++) {
      System.arraycopy(padded, i, neighbours[i], 0, length);
    }
    order(0, 5);
    order(0, 3);
    order(1, 6);
    order(2, 4);
    order(0, 1);
    order(3, 5);
    order(2, 6);
    order(2, 3);
    order(3, 6);
    order(4, 5);
    order(1, 4);
    order(1, 3);
    order(3, 4);
    float[] medians = neighbours[3];
    for (int i = 0; i < length; i++) {
      target[offset + i] += medians[i];
    }
  }

  private int mirrored(int index) {
    int inside = index < length ? index : 2 * (length - 1) - index;
    return Math.clamp(inside, 0, length - 1);
  }

  private void order(int lower, int upper) {
    order(neighbours[lower], neighbours[upper], length);
  }

  private static void order(float[] lower, float[] upper, int length) {
    for (int i = 0; i < length; i++) {
      float first = lower[i];
      float second = upper[i];
      lower[i] = Math.min(first, second);
      upper[i] = Math.max(first, second);
    }
  }
}
