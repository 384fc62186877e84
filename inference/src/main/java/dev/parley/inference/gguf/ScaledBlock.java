package dev.parley.inference.gguf;

/// A block as it is stored: each weight is `scale` times a whole number, plus `offset`. Filled by
/// [GgufTensor#read] again and again; not thread-safe.
public final class ScaledBlock {
  /// The weights of a block.
  public static final int NUMBERS = 32;

  private final int[] numbers = new int[NUMBERS];
  private float scale;
  private float offset;

  /// The whole numbers. They are this block's own and change with the next reading.
  public int[] numbers() {
    return numbers;
  }

  public float scale() {
    return scale;
  }

  public float offset() {
    return offset;
  }

  void set(float newScale, float newOffset) {
    scale = newScale;
    offset = newOffset;
  }
}
