package dev.parley.asr.decoding;

import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/// How much a text repeats itself: its length in UTF-8 divided by its length after zlib.
final class CompressionRatio {
  private CompressionRatio() {}

  static double of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      return 0;
    }
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] compressed = new byte[bytes.length + 64];
      int length = 0;
      while (!deflater.finished()) {
        length += deflater.deflate(compressed);
      }
      return (double) bytes.length / length;
    }
  }
}
