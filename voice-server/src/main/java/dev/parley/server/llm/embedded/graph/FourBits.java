package dev.parley.server.llm.embedded.graph;

/// Weights as unsigned 4 bits around 8 with a scale for each block of 32: what Q4_0 holds.
final class FourBits {
  private final WeightBlocks blocks;

  /// @param blocks that are [WeightBlocks#haveFourBitsAroundEight]
  FourBits(WeightBlocks blocks) {
    this.blocks = blocks;
  }

  /// Two to a byte, the first in the low bits.
  byte[] numbers() {
    byte[] packed = new byte[Math.multiplyExact(blocks.count(), WeightBlocks.BLOCK / 2)];
    blocks.forEach(
        (index, numbers, _, _) -> {
          int at = index * WeightBlocks.BLOCK / 2;
          for (int i = 0; i < numbers.length; i += 2) {
            packed[at + i / 2] = (byte) (numbers[i] | (numbers[i + 1] << 4));
          }
        });
    return packed;
  }

  float[] scales() {
    float[] scales = new float[blocks.count()];
    blocks.forEach((index, _, scale, _) -> scales[index] = scale);
    return scales;
  }
}
