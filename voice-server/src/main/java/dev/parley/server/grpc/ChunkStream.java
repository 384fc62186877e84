package dev.parley.server.grpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;

/// The bytes of a file that arrive in chunks, as a stream to read from. For one thread.
final class ChunkStream extends InputStream {
  /// Where the chunks come from.
  @FunctionalInterface
  interface Source {
    /// The next chunk; an empty one at the end.
    byte[] next() throws InterruptedException;
  }

  private final Source source;
  private byte[] chunk = {};
  private int position;
  private boolean ended;

  ChunkStream(Source source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (position == chunk.length && !ended) {
      advance();
    }
    if (ended) {
      return -1;
    }
    int count = Math.min(length, chunk.length - position);
    System.arraycopy(chunk, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public int available() {
    return chunk.length - position;
  }

  private void advance() throws IOException {
    try {
      chunk = source.next();
      position = 0;
      ended = chunk.length == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The upload was ended.");
    }
  }
}
