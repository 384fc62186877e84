package dev.parley.inference.gguf;

import java.util.Arrays;
import java.util.Optional;

/// How the numbers of a tensor are stored: one by one or in blocks of neighbours in a row that
/// share a scale.
public enum BlockType {
  F32(0, 1, 4),
  F16(1, 1, 2),
  /// 4 bits around 8, times a scale.
  Q4_0(2, 32, 18),
  /// 4 bits from 0 on, times a scale, plus a minimum.
  Q4_1(3, 32, 20),
  /// 5 bits around 16, times a scale.
  Q5_0(6, 32, 22),
  /// 5 bits from 0 on, times a scale, plus a minimum.
  Q5_1(7, 32, 24),
  /// Signed 8 bits, times a scale.
  Q8_0(8, 32, 34),
  /// 6 bits around 32, times a scale for 16 of them and one for all 256.
  Q6_K(14, 256, 210),
  BF16(30, 1, 2);

  private final int code;
  private final int elements;
  private final int bytes;

  BlockType(int code, int elements, int bytes) {
    this.code = code;
    this.elements = elements;
    this.bytes = bytes;
  }

  static Optional<BlockType> of(int code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }

  /// The numbers of one block.
  public int elements() {
    return elements;
  }

  /// The size of one block in the file.
  public int bytes() {
    return bytes;
  }

  /// Whether a block is 32 whole numbers, a scale and perhaps a minimum: a [ScaledBlock].
  public boolean isScaled() {
    return elements == ScaledBlock.NUMBERS;
  }
}
