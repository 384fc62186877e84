package dev.parley.asr.checkpoint;

import java.util.List;

/// Sizes computed from what a file claims, hence with care.
final class Sizes {
  private Sizes() {}

  /// The bytes of a tensor, or -1 if no file can be that large.
  static long bytes(List<Long> shape, StoredType type) {
    long bytes = type.bytes();
    try {
      for (long size : shape) {
        if (size < 0) {
          return -1;
        }
        bytes = Math.multiplyExact(bytes, size);
      }
    } catch (ArithmeticException e) {
      return -1;
    }
    return bytes;
  }
}
