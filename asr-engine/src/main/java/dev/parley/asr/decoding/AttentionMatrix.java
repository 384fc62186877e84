package dev.parley.asr.decoding;

import java.util.Arrays;

/// The attention of the alignment heads, one row per token, made comparable: a softmax over the
/// audio, normalised over the tokens, smoothed by a median over the audio, averaged over the heads.
final class AttentionMatrix {
  private static final int MEDIAN_REACH = 3;

  private final int rows;
  private final int positions;
  private float[][][] heads = new float[0][][];

  AttentionMatrix(int rows, int positions) {
    this.rows = rows;
    this.positions = positions;
  }

  /// @param scores raw attention scores, head after head; those beyond the audio are left out
  void put(int row, float[] scores, int headCount) {
    if (heads.length == 0) {
      heads = new float[headCount][rows][positions];
    }
    int scored = scores.length / headCount;
    int count = Math.min(scored, positions);
    for (int head = 0; head < headCount; head++) {
      int from = head * scored;
      double sum = Softmax.logSumExp(scores, from, from + count);
      for (int position = 0; position < count; position++) {
        heads[head][row][position] = (float) Math.exp(scores[from + position] - sum);
      }
    }
  }

  /// Rows of averaged attention; consumes what was put.
  float[][] average() {
    float[][] average = new float[rows][positions];
    float[] window = new float[2 * MEDIAN_REACH + 1];
    for (float[][] head : heads) {
      normalise(head);
      for (int row = 0; row < rows; row++) {
        for (int position = 0; position < positions; position++) {
          average[row][position] += median(head[row], position, window) / heads.length;
        }
      }
    }
    return average;
  }

  private void normalise(float[][] head) {
    for (int position = 0; position < positions; position++) {
      double sum = 0;
      double squares = 0;
      for (int row = 0; row < rows; row++) {
        sum += head[row][position];
        squares += (double) head[row][position] * head[row][position];
      }
      double mean = sum / rows;
      double deviation = Math.sqrt(Math.max(0, squares / rows - mean * mean));
      for (int row = 0; row < rows; row++) {
        head[row][position] =
            deviation == 0 ? 0 : (float) ((head[row][position] - mean) / deviation);
      }
    }
  }

  private float median(float[] row, int position, float[] window) {
    for (int i = -MEDIAN_REACH; i <= MEDIAN_REACH; i++) {
      int index = Math.abs(position + i);
      if (index >= positions) {
        index = Math.max(0, 2 * (positions - 1) - index);
      }
      window[i + MEDIAN_REACH] = row[Math.min(index, positions - 1)];
    }
    Arrays.sort(window);
    return window[MEDIAN_REACH];
  }
}
