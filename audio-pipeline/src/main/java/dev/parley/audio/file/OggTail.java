package dev.parley.audio.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Finds how long an Ogg file is, from its last page.
final class OggTail {
  private static final int LONGEST_PAGE = 65_307;
  private static final int CAPTURE_PATTERN = 0x5367674F;
  private static final int GRANULE = 6;

  private OggTail() {}

  /// The position at the end of the file's last page, -1 if there is none.
  static long granule(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long start = Math.max(0, channel.size() - LONGEST_PAGE);
      ByteBuffer tail = ByteBuffer.allocate(LONGEST_PAGE).order(ByteOrder.LITTLE_ENDIAN);
      while (tail.hasRemaining() && channel.read(tail, start + tail.position()) > 0) {}
      for (int i = tail.position() - GRANULE - Long.BYTES; i >= 0; i--) {
        if (tail.getInt(i) == CAPTURE_PATTERN && tail.getLong(i + GRANULE) >= 0) {
          return tail.getLong(i + GRANULE);
        }
      }
      return -1;
    }
  }
}
