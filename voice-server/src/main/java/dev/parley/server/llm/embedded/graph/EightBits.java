package dev.parley.server.llm.embedded.graph;

import java.util.Arrays;

/// Weights as unsigned 8 bits with a scale and a zero point for each block of 32, which hold every
/// block as it is stored, but for its offset, which moves by at most a thirtieth of the step
/// between two weights.
final class EightBits {
  private static final int LARGEST = 255;

  /// The zero point of signed numbers, which the kernels take where they are given none.
  private static final int MIDDLE = 128;

  /// Four bits stretched this far leave room for every ordinary zero point.
  private static final int STRETCH = 16;

  private final WeightBlocks blocks;

  EightBits(WeightBlocks blocks) {
    this.blocks = blocks;
  }

  byte[] numbers() {
    byte[] all = new byte[Math.multiplyExact(blocks.count(), WeightBlocks.BLOCK)];
    blocks.forEach(
        (index, numbers, scale, offset) -> {
          Placement place = Placement.of(numbers, scale, offset);
          for (int i = 0; i < numbers.length; i++) {
            all[index * WeightBlocks.BLOCK + i] = (byte) (numbers[i] * place.stretch + place.shift);
          }
        });
    return all;
  }

  float[] scales() {
    float[] scales = new float[blocks.count()];
    blocks.forEach(
        (index, numbers, scale, offset) ->
            scales[index] = Placement.of(numbers, scale, offset).scale);
    return scales;
  }

  /// What a block takes away from its numbers; 128 throughout without offsets.
  byte[] zeroPoints() {
    byte[] zeros = new byte[blocks.count()];
    blocks.forEach(
        (index, numbers, scale, offset) ->
            zeros[index] = (byte) Placement.of(numbers, scale, offset).zero);
    return zeros;
  }

  /// How the numbers of a block become unsigned: times `stretch`, plus `shift`.
  private record Placement(int stretch, int shift, int zero, float scale) {
    static Placement of(int[] numbers, float scale, float offset) {
      if (offset == 0) {
        return new Placement(1, MIDDLE, MIDDLE, scale);
      }
      int largest = Arrays.stream(numbers).max().orElse(0);
      for (int stretch = STRETCH; stretch > 0 && scale != 0; stretch--) {
        long zero = Math.round((double) -offset * stretch / scale);
        long shift = Math.max(0, -zero);
        if (zero <= LARGEST && (long) largest * stretch + shift <= LARGEST) {
          return new Placement(stretch, (int) shift, (int) Math.max(0, zero), scale / stretch);
        }
      }
      // The offset is hundreds of steps, so all weights are about the offset.
      return new Placement(0, 1, 0, offset);
    }
  }
}
