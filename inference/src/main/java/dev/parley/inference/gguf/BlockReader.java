package dev.parley.inference.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Turns stored blocks into numbers.
final class BlockReader {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment source;

  BlockReader(MemorySegment source) {
    this.source = source;
  }

  /// Reads whole blocks.
  ///
  /// @param first the number of the first block
  void read(BlockType type, long first, int blocks, float[] target, int offset) {
    ScaledBlock scaled = new ScaledBlock();
    for (int i = 0; i < blocks; i++) {
      int to = offset + i * type.elements();
      if (type.isScaled()) {
        read(type, first + i, scaled);
        for (int number = 0; number < ScaledBlock.NUMBERS; number++) {
          target[to + number] = scaled.scale() * scaled.numbers()[number] + scaled.offset();
        }
      } else {
        plain(type, (first + i) * type.bytes(), target, to);
      }
    }
  }

  /// Reads a block of a type for which [BlockType#isScaled] holds.
  void read(BlockType type, long block, ScaledBlock target) {
    long at = block * type.bytes();
    float scale = half(at);
    switch (type) {
      case Q4_0 -> {
        nibbles(at + 2, target.numbers());
        target.set(scale, -8 * scale);
      }
      case Q4_1 -> {
        nibbles(at + 4, target.numbers());
        target.set(scale, half(at + 2));
      }
      case Q5_0 -> {
        fiveBits(at + 2, target.numbers());
        target.set(scale, -16 * scale);
      }
      case Q5_1 -> {
        fiveBits(at + 4, target.numbers());
        target.set(scale, half(at + 2));
      }
      case Q8_0 -> {
        for (int i = 0; i < ScaledBlock.NUMBERS; i++) {
          target.numbers()[i] = source.get(ValueLayout.JAVA_BYTE, at + 2 + i);
        }
        target.set(scale, 0);
      }
      case F32, F16, BF16, Q6_K ->
          throw new IllegalArgumentException(type + " has no blocks with one scale.");
    }
  }

  private void plain(BlockType type, long at, float[] target, int to) {
    switch (type) {
      case F32 -> target[to] = source.get(FLOAT, at);
      case F16 -> target[to] = half(at);
      case BF16 -> target[to] = Float.intBitsToFloat(source.get(SHORT, at) << Short.SIZE);
      case Q6_K -> sixBits(at, target, to);
      case Q4_0, Q4_1, Q5_0, Q5_1, Q8_0 -> throw new IllegalArgumentException(type + " is scaled.");
    }
  }

  /// The first half of a block lies in the low four bits of the bytes, the second in the high ones.
  private void nibbles(long at, int[] numbers) {
    for (int i = 0; i < 16; i++) {
      int pair = unsigned(at + i);
      numbers[i] = pair & 15;
      numbers[16 + i] = pair >> 4;
    }
  }

  /// The fifth bits come first, one bit a number.
  private void fiveBits(long at, int[] numbers) {
    int fifth = source.get(INT, at);
    nibbles(at + 4, numbers);
    for (int i = 0; i < ScaledBlock.NUMBERS; i++) {
      numbers[i] |= ((fifth >>> i) & 1) << 4;
    }
  }

  /// 128 bytes of low four bits, 64 of high two bits, 16 scales, and the scale of the scales. Each
  /// half of the block has its bits by itself: four runs of 32 numbers.
  private void sixBits(long at, float[] target, int to) {
    float scale = half(at + 208);
    for (int i = 0; i < 256; i++) {
      int half = i / 128;
      int run = i % 128 / 32;
      int place = i % 32;
      int lows = unsigned(at + 64L * half + 32L * (run % 2) + place);
      int highs = unsigned(at + 128 + 32L * half + place);
      int low = (lows >> (4 * (run / 2))) & 15;
      int high = (highs >> (2 * run)) & 3;
      float own = scale * source.get(ValueLayout.JAVA_BYTE, at + 192 + i / 16);
      target[to + i] = own * ((low | (high << 4)) - 32);
    }
  }

  private int unsigned(long at) {
    return source.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
  }

  private float half(long at) {
    return Float.float16ToFloat(source.get(SHORT, at));
  }
}
