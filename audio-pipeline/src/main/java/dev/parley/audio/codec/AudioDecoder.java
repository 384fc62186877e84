package dev.parley.audio.codec;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.nio.ByteBuffer;

/// Turns the bytes of one live stream into frames.
///
/// Chunks may end anywhere: a byte that is half a sample waits for the next chunk. Positions count
/// all samples decoded so far. Not thread-safe; one per stream.
public final class AudioDecoder {
  private final AudioEncoding encoding;
  private final PcmFormat format;
  private long position;
  private int pendingByte = -1;

  public AudioDecoder(AudioEncoding encoding, PcmFormat format) {
    this.encoding = encoding;
    this.format = format;
  }

  /// The format of the frames.
  public PcmFormat format() {
    return format;
  }

  /// The number of samples decoded so far: the position of the next frame.
  public long position() {
    return position;
  }

  /// Decodes all remaining bytes of `bytes`. The frame is empty if they do not complete a sample.
  public PcmFrame decode(ByteBuffer bytes) {
    float[] samples =
        switch (encoding) {
          case LINEAR16 -> linear(bytes);
          case MULAW -> companded(bytes, true);
          case ALAW -> companded(bytes, false);
        };
    PcmFrame frame = PcmFrame.of(format, position, samples);
    position += samples.length;
    return frame;
  }

  /// Decodes all of `bytes`. The frame is empty if they do not complete a sample.
  public PcmFrame decode(byte[] bytes) {
    return decode(ByteBuffer.wrap(bytes));
  }

  private float[] linear(ByteBuffer bytes) {
    int available = bytes.remaining() + (pendingByte >= 0 ? 1 : 0);
    float[] samples = new float[available / 2];
    for (int i = 0; i < samples.length; i++) {
      int low = pendingByte >= 0 ? pendingByte : bytes.get() & 0xFF;
      pendingByte = -1;
      samples[i] = (short) (low | (bytes.get() << 8)) / 32_768f;
    }
    if (bytes.hasRemaining()) {
      pendingByte = bytes.get() & 0xFF;
    }
    return samples;
  }

  private static float[] companded(ByteBuffer bytes, boolean mulaw) {
    float[] samples = new float[bytes.remaining()];
    for (int i = 0; i < samples.length; i++) {
      byte code = bytes.get();
      samples[i] = (mulaw ? G711.fromMulaw(code) : G711.fromAlaw(code)) / 32_768f;
    }
    return samples;
  }
}
