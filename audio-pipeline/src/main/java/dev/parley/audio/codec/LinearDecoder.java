package dev.parley.audio.codec;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.nio.ByteBuffer;

/// [AudioEncoding#LINEAR16].
final class LinearDecoder implements AudioDecoder {
  private final PcmFormat format;
  private long position;
  private int pendingByte = -1;

  LinearDecoder(PcmFormat format) {
    this.format = format;
  }

  @Override
  public PcmFormat format() {
    return format;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public PcmFrame decode(ByteBuffer bytes) {
    int available = bytes.remaining() + (pendingByte >= 0 ? 1 : 0);
    float[] samples = new float[available / 2];
    for (int i = 0; i < samples.length; i++) {
      int low = pendingByte >= 0 ? pendingByte : bytes.get() & 0xFF;
      pendingByte = -1;
      samples[i] = Samples16.restore((short) (low | (bytes.get() << 8)));
    }
    if (bytes.hasRemaining()) {
      pendingByte = bytes.get() & 0xFF;
    }
    PcmFrame frame = PcmFrame.of(format, position, samples);
    position = frame.end();
    return frame;
  }
}
