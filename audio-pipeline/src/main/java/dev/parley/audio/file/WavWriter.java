package dev.parley.audio.file;

import dev.parley.audio.AudioSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioEncoder;
import dev.parley.audio.codec.AudioEncoding;
import dev.parley.audio.codec.EncodedAudio;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A last stage that writes 16-bit mono WAV.
///
/// In a file the header is corrected by [#close]; a stream's header keeps the sizes that mean
/// "until the end". Gaps between positions are not filled. What cannot be written is thrown as
/// [UncheckedIOException].
public final class WavWriter implements AudioSink {
  private static final int HEADER_BYTES = 44;
  private static final int UNKNOWN_SIZE = -1;

  private final PcmFormat format;
  private final AudioEncoder encoder;
  private final OutputStream output;
  private final @Nullable Path file;
  private long dataBytes;
  private boolean closed;

  private WavWriter(OutputStream output, PcmFormat format, @Nullable Path file) throws IOException {
    this.output = output;
    this.format = format;
    this.encoder = AudioEncoder.of(AudioEncoding.LINEAR16, format);
    this.file = file;
    output.write(header(UNKNOWN_SIZE));
  }

  /// Writes a file, replacing what is there.
  public static WavWriter create(Path file, PcmFormat format) throws IOException {
    return new WavWriter(new BufferedOutputStream(Files.newOutputStream(file)), format, file);
  }

  /// Writes to a pipe or socket. [#close] closes `output`.
  public static WavWriter streaming(OutputStream output, PcmFormat format) throws IOException {
    return new WavWriter(output, format, null);
  }

  @Override
  public PcmFormat format() {
    return format;
  }

  @Override
  public void write(PcmFrame frame) {
    format.requireSame(frame);
    try {
      for (EncodedAudio piece : encoder.encode(frame)) {
        output.write(piece.bytes());
        dataBytes += piece.bytes().length;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void flush() {
    try {
      output.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String describe() {
    return file == null ? "WAV stream" : "WAV file";
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      output.close();
      if (file != null && dataBytes + HEADER_BYTES <= 0xFFFF_FFFFL) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.write(ByteBuffer.wrap(header((int) dataBytes)), 0);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] header(int size) {
    return ByteBuffer.allocate(HEADER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(size == UNKNOWN_SIZE ? UNKNOWN_SIZE : size + HEADER_BYTES - 8)
        .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) 1)
        .putInt(format.sampleRate())
        .putInt(format.sampleRate() * 2)
        .putShort((short) 2)
        .putShort((short) 16)
        .put("data".getBytes(StandardCharsets.US_ASCII))
        .putInt(size)
        .array();
  }
}
