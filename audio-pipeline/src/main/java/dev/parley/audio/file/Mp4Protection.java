package dev.parley.audio.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Tells whether an MP4 file (ISO/IEC 14496-12) is encrypted. Decoders turn such a file into
/// noise rather than refuse it.
final class Mp4Protection {
  private static final int MOVIE = 0x6D6F_6F76;
  private static final long LARGEST_MOVIE = 1 << 26;

  /// The box that every protected track has.
  private static final String PROTECTION_SCHEME = "sinf";

  private Mp4Protection() {}

  static boolean of(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer header = ByteBuffer.allocate(16);
      long position = 0;
      while (channel.read(header.clear(), position) >= 8) {
        long size = header.getInt(0) & 0xFFFF_FFFFL;
        if (size == 1 && header.position() == 16) {
          size = header.getLong(8);
        }
        if (header.getInt(4) == MOVIE) {
          return mentionsScheme(channel, position, size);
        }
        if (size < 8 || size > channel.size() - position) {
          return false;
        }
        position += size;
      }
      return false;
    }
  }

  private static boolean mentionsScheme(FileChannel channel, long position, long size)
      throws IOException {
    long length = Math.min(Math.min(size, LARGEST_MOVIE), channel.size() - position);
    ByteBuffer movie = ByteBuffer.allocate((int) Math.max(0, length));
    while (movie.hasRemaining() && channel.read(movie, position + movie.position()) > 0) {}
    String text = new String(movie.array(), 0, movie.position(), StandardCharsets.ISO_8859_1);
    return text.contains(PROTECTION_SCHEME);
  }
}
