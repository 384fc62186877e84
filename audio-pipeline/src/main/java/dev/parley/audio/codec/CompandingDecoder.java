package dev.parley.audio.codec;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.nio.ByteBuffer;

/// One of the laws of G.711, a byte a sample.
final class CompandingDecoder implements AudioDecoder {
  /// A law, backwards.
  @FunctionalInterface
  interface Law {
    short sample(byte code);
  }

  private final PcmFormat format;
  private final Law law;
  private long position;

  CompandingDecoder(PcmFormat format, Law law) {
    this.format = format;
    this.law = law;
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
    float[] samples = new float[bytes.remaining()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Samples16.restore(law.sample(bytes.get()));
    }
    PcmFrame frame = PcmFrame.of(format, position, samples);
    position = frame.end();
    return frame;
  }
}
