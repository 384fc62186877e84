package dev.parley.asr.decoding;

/// Finds the path through a matrix from its first to its last corner, never back in either
/// direction, along which the sum is largest.
final class DynamicTimeWarping {
  private DynamicTimeWarping() {}

  /// The column at which the path enters each row.
  static int[] rowStarts(float[][] gain) {
    int rows = gain.length;
    int columns = gain[0].length;
    float[][] total = new float[rows + 1][columns + 1];
    byte[][] came = new byte[rows + 1][columns + 1];
    for (int column = 1; column <= columns; column++) {
      total[0][column] = Float.NEGATIVE_INFINITY;
    }
    for (int row = 1; row <= rows; row++) {
      total[row][0] = Float.NEGATIVE_INFINITY;
      for (int column = 1; column <= columns; column++) {
        float diagonal = total[row - 1][column - 1];
        float above = total[row - 1][column];
        float left = total[row][column - 1];
        byte from;
        float best;
        if (diagonal > above && diagonal > left) {
          from = 0;
          best = diagonal;
        } else if (above > diagonal && above > left) {
          from = 1;
          best = above;
        } else {
          from = 2;
          best = left;
        }
        total[row][column] = best + gain[row - 1][column - 1];
        came[row][column] = from;
      }
    }
    int[] starts = new int[rows];
    int row = rows;
    int column = columns;
    while (row > 0) {
      byte from = came[row][column];
      if (from != 2) {
        starts[row - 1] = column - 1;
        row--;
      }
      if (from != 1) {
        column--;
      }
    }
    return starts;
  }
}
