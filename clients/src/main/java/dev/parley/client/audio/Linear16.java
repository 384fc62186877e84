package dev.parley.client.audio;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Frames as signed 16-bit little-endian PCM, which is `LINEAR16` on the wire and what sound cards
/// take.
public final class Linear16 {
  /// Bytes a sample.
  public static final int SAMPLE_BYTES = 2;

  private static final float SCALE = 32_768f;

  private Linear16() {}

  /// The samples of a frame; what is louder than full scale is clipped.
  public static byte[] encode(PcmFrame frame) {
    ByteBuffer bytes =
        ByteBuffer.allocate(frame.length() * SAMPLE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < frame.length(); i++) {
      int value = Math.round(frame.sample(i) * SCALE);
      bytes.putShort((short) Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE));
    }
    return bytes.array();
  }

  /// A frame of those samples; a byte left over at the end is ignored.
  ///
  /// @param position the number of samples in the stream before this frame
  public static PcmFrame decode(byte[] audio, int length, PcmFormat format, long position) {
    ByteBuffer bytes = ByteBuffer.wrap(audio, 0, length).order(ByteOrder.LITTLE_ENDIAN);
    float[] samples = new float[length / SAMPLE_BYTES];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = bytes.getShort() / SCALE;
    }
    return PcmFrame.of(format, position, samples);
  }
}
