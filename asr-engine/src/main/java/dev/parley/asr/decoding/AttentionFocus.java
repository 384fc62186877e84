package dev.parley.asr.decoding;

import dev.parley.asr.model.TextDecoder;

/// Where in the audio the network looked while it chose a token.
final class AttentionFocus {
  private AttentionFocus() {}

  /// The encoder position with the most attention, averaged over the alignment heads, while token
  /// number `index` was fed; -1 if the checkpoint names no alignment heads.
  static int position(TextDecoder decoder, int index) {
    int heads = decoder.alignmentHeads();
    if (heads == 0) {
      return -1;
    }
    float[] scores = decoder.alignment(index).clone();
    int positions = scores.length / heads;
    float[] attention = new float[positions];
    for (int head = 0; head < heads; head++) {
      int row = head * positions;
      Softmax.toProbabilities(scores, row, row + positions);
      for (int position = 0; position < positions; position++) {
        attention[position] += scores[row + position];
      }
    }
    return Softmax.largest(attention, 0, positions);
  }
}
