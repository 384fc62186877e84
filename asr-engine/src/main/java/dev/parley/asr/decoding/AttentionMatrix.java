package dev.parley.asr.decoding;

/// The attention of the alignment heads, one row per token, made comparable: a softmax over the
/// audio, normalised over the tokens, smoothed by a median over the audio, averaged over the heads.
final class AttentionMatrix {
  private final int rows;
  private final int positions;
  private final int heads;

  /// Head after head, row after row.
  private final float[] values;

  AttentionMatrix(int rows, int positions, int heads) {
    this.rows = rows;
    this.positions = positions;
    this.heads = heads;
    this.values = new float[heads * rows * positions];
  }

  /// @param scores raw attention scores, head after head; those beyond the audio are left out
  void put(int row, float[] scores) {
    int scored = scores.length / heads;
    int count = Math.min(scored, positions);
    for (int head = 0; head < heads; head++) {
      int to = (head * rows + row) * positions;
      System.arraycopy(scores, head * scored, values, to, count);
      Softmax.toProbabilities(values, to, to + count);
    }
  }

  /// Rows of averaged attention, one after the other; consumes what was put.
  float[] average() {
    float[] average = new float[rows * positions];
    float[] row = new float[positions];
    MedianFilter filter = new MedianFilter(positions);
    for (int head = 0; head < heads; head++) {
      normalise(head * rows * positions);
      for (int i = 0; i < rows; i++) {
        System.arraycopy(values, (head * rows + i) * positions, row, 0, positions);
        filter.addTo(average, i * positions, row);
      }
    }
    for (int i = 0; i < average.length; i++) {
      average[i] /= heads;
    }
    return average;
  }

  private void normalise(int from) {
    double[] sums = new double[positions];
    double[] squares = new double[positions];
    for (int row = 0; row < rows; row++) {
      for (int position = 0; position < positions; position++) {
        double value = values[from + row * positions + position];
        sums[position] += value;
        squares[position] += value * value;
      }
    }
    for (int position = 0; position < positions; position++) {
      double mean = sums[position] / rows;
      double deviation = Math.sqrt(Math.max(0, squares[position] / rows - mean * mean));
      sums[position] = mean;
      squares[position] = deviation == 0 ? 0 : 1 / deviation;
    }
    for (int row = 0; row < rows; row++) {
      for (int position = 0; position < positions; position++) {
        int index = from + row * positions + position;
        values[index] = (float) ((values[index] - sums[position]) * squares[position]);
      }
    }
  }
}
