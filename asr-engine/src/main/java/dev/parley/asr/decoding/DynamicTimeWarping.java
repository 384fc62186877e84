package dev.parley.asr.decoding;

import java.util.Arrays;

/// Finds the path through a matrix from its first to its last corner, never back in either
/// direction, along which the sum is largest.
final class DynamicTimeWarping {
  private static final byte DIAGONAL = 0;
  private static final byte ABOVE = 1;
  private static final byte LEFT = 2;

  private DynamicTimeWarping() {}

  /// The column at which the path enters each row.
  ///
  /// @param gain row after row, not empty
  static int[] rowStarts(float[] gain, int rows) {
    int columns = gain.length / rows;
    byte[] came = new byte[gain.length];
    // Of the row above and of this one, with a place before the first column.
    float[] above = new float[columns + 1];
    float[] total = new float[columns + 1];
    Arrays.fill(above, Float.NEGATIVE_INFINITY);
    above[0] = 0;
    for (int row = 0; row < rows; row++) {
      float left = Float.NEGATIVE_INFINITY;
      total[0] = left;
      for (int column = 0; column < columns; column++) {
        float diagonal = above[column];
        float up = above[column + 1];
        byte from;
        float best;
        if (diagonal > up && diagonal > left) {
          from = DIAGONAL;
          best = diagonal;
        } else if (up > diagonal && up > left) {
          from = ABOVE;
          best = up;
        } else {
          from = LEFT;
          best = left;
        }
        left = best + gain[row * columns + column];
        total[column + 1] = left;
        came[row * columns + column] = from;
      }
      float[] finished = total;
      total = above;
      above = finished;
    }
    return follow(came, rows, columns);
  }

  private static int[] follow(byte[] came, int rows, int columns) {
    int[] starts = new int[rows];
    int row = rows - 1;
    int column = columns - 1;
    while (row >= 0) {
      byte from = column < 0 ? ABOVE : came[row * columns + column];
      if (from != LEFT) {
        starts[row] = Math.max(0, column);
        row--;
      }
      if (from != ABOVE) {
        column--;
      }
    }
    return starts;
  }
}
