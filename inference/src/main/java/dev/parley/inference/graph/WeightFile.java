package dev.parley.inference.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/// A file of constants, which one or more model files refer to. Not thread-safe.
public final class WeightFile implements AutoCloseable {
  /// ONNX Runtime maps constants into memory; vector instructions want them aligned.
  private static final int ALIGNMENT = 64;

  /// Where a constant lies, in bytes.
  record Span(long offset, long length) {}

  private final String location;
  private final FileChannel channel;
  private final Map<String, Span> stored = new HashMap<>();
  private long end;

  /// Starts an empty file, replacing one that is there.
  public WeightFile(Path file) throws IOException {
    this(file, String.valueOf(file.getFileName()));
  }

  /// @param location the name under which the models will find the file
  WeightFile(Path file, String location) throws IOException {
    this.location = location;
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
  }

  String location() {
    return location;
  }

  Span store(String name, TensorData data) throws IOException {
    Span known = stored.get(name);
    if (known != null) {
      if (known.length() != data.byteCount()) {
        throw new IllegalArgumentException(
            "The constant '%s' has %d bytes in one graph and %d in another."
                .formatted(name, known.length(), data.byteCount()));
      }
      return known;
    }
    Span span = new Span(Math.ceilDiv(end, ALIGNMENT) * ALIGNMENT, data.byteCount());
    ByteBuffer bytes = data.bytes();
    while (bytes.hasRemaining()) {
      channel.write(bytes, span.offset() + span.length() - bytes.remaining());
    }
    end = span.offset() + span.length();
    stored.put(name, span);
    return span;
  }

  /// Brings the content to the disk and closes the file. Safe to call twice.
  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      channel.force(true);
      channel.close();
    }
  }
}
