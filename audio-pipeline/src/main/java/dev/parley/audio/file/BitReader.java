package dev.parley.audio.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Reads big-endian bit fields from a stream.
final class BitReader {
  private final InputStream stream;
  private long bits;
  private int available;

  BitReader(InputStream stream) {
    this.stream = stream;
  }

  /// An unsigned field of 0 to 32 bits.
  long unsigned(int width) throws IOException {
    while (available < width) {
      int value = stream.read();
      if (value < 0) {
        throw new EOFException();
      }
      bits = (bits << 8) | value;
      available += 8;
    }
    available -= width;
    return (bits >>> available) & ((1L << width) - 1);
  }

  /// A field of 0 to 33 bits in two's complement.
  long signed(int width) throws IOException {
    if (width == 0) {
      return 0;
    }
    long high = -unsigned(1);
    return (high << (width - 1)) | unsigned(width - 1);
  }

  /// The number of zeros before the next one.
  int unary() throws IOException {
    int zeros = 0;
    while (unsigned(1) == 0) {
      zeros++;
    }
    return zeros;
  }

  /// Skips to the next byte.
  void align() {
    available -= available % 8;
  }
}
