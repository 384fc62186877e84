package dev.parley.asr.graph;

import dev.parley.asr.checkpoint.Weight;
import java.util.Arrays;

/// Rounds matrices to 8 bits, symmetrically: a value is `scale` times a number of −127 to 127, and
/// the scale is set by the largest magnitude of its row or block.
final class Quantization {
  private static final int LARGEST = 127;

  /// What an unsigned block adds to each number.
  private static final int UNSIGNED_ZERO = 128;

  private Quantization() {}

  /// One scale for each row.
  static float[] rowScales(Weight matrix) {
    return blockScales(matrix.floats(), matrix.size(0), matrix.size(1), matrix.size(1));
  }

  /// The rounded matrix with rows and columns exchanged.
  static byte[] transposedRows(Weight matrix) {
    float[] values = matrix.floats();
    int rows = matrix.size(0);
    int columns = matrix.size(1);
    float[] scales = blockScales(values, rows, columns, columns);
    byte[] rounded = new byte[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        rounded[column * rows + row] =
            (byte) Math.round(values[row * columns + column] / scales[row]);
      }
    }
    return rounded;
  }

  /// One scale for each block of `block` columns of a row, row after row.
  static float[] blockScales(Weight matrix, int block) {
    return blockScales(matrix.floats(), matrix.size(0), matrix.size(1), block);
  }

  /// The rounded matrix, unsigned around 128, its rows filled up to whole blocks.
  static byte[] blocks(Weight matrix, int block) {
    float[] values = matrix.floats();
    int rows = matrix.size(0);
    int columns = matrix.size(1);
    int blocks = Math.ceilDiv(columns, block);
    float[] scales = blockScales(values, rows, columns, block);
    byte[] rounded = new byte[Math.multiplyExact(rows, blocks * block)];
    Arrays.fill(rounded, (byte) UNSIGNED_ZERO);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        float scale = scales[row * blocks + column / block];
        rounded[row * blocks * block + column] =
            (byte) (Math.round(values[row * columns + column] / scale) + UNSIGNED_ZERO);
      }
    }
    return rounded;
  }

  private static float[] blockScales(float[] values, int rows, int columns, int block) {
    int blocks = Math.ceilDiv(columns, block);
    float[] largest = new float[rows * blocks];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int index = row * blocks + column / block;
        largest[index] = Math.max(largest[index], Math.abs(values[row * columns + column]));
      }
    }
    for (int i = 0; i < largest.length; i++) {
      largest[i] = largest[i] == 0 ? 1 : largest[i] / LARGEST;
    }
    return largest;
  }
}
