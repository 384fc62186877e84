package dev.parley.tts.kokoro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// What makes a voice of the network: for each length of an utterance, the style in which it is
/// spoken. Immutable, thread-safe.
final class StyleTable {
  /// How many numbers a style has.
  static final int WIDTH = 256;

  /// As many styles as the longest utterance has symbols.
  static final int ROWS = 510;

  private static final int BYTES = ROWS * WIDTH * Float.BYTES;

  private final float[] styles;

  private StyleTable(float[] styles) {
    this.styles = styles;
  }

  /// Reads `NAME.bin`: little-endian float32, one style after the other.
  ///
  /// @throws UncheckedIOException with a sentence if the file cannot be read or is damaged
  static StyleTable read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length != BYTES) {
        throw new IOException("it has %d bytes instead of %d".formatted(bytes.length, BYTES));
      }
      FloatBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      float[] styles = new float[numbers.remaining()];
      numbers.get(styles);
      for (float number : styles) {
        if (!Float.isFinite(number)) {
          throw new IOException("it holds values that are no numbers");
        }
      }
      return new StyleTable(styles);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The styles %s of a Kokoro voice cannot be read (%s); run 'parley models verify', then pull the voice again."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /// The style for an utterance of so many symbols, without the marks at its ends.
  float[] row(int symbols) {
    int row = Math.clamp(symbols - 1, 0, ROWS - 1);
    return Arrays.copyOfRange(styles, row * WIDTH, (row + 1) * WIDTH);
  }
}
