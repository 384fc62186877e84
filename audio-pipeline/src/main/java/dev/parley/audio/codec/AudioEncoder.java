package dev.parley.audio.codec;

import dev.parley.audio.PcmFrame;

/// Turns frames into bytes. Samples beyond -1 and 1 are clipped. Stateless and thread-safe.
public final class AudioEncoder {
  private final AudioEncoding encoding;

  public AudioEncoder(AudioEncoding encoding) {
    this.encoding = encoding;
  }

  public AudioEncoding encoding() {
    return encoding;
  }

  /// The samples of `frame` as bytes, [AudioEncoding#bytesPerSample()] each.
  public byte[] encode(PcmFrame frame) {
    byte[] bytes = new byte[frame.length() * encoding.bytesPerSample()];
    for (int i = 0; i < frame.length(); i++) {
      short sample = quantise(frame.sample(i));
      switch (encoding) {
        case LINEAR16 -> {
          bytes[2 * i] = (byte) sample;
          bytes[2 * i + 1] = (byte) (sample >> 8);
        }
        case MULAW -> bytes[i] = G711.toMulaw(sample);
        case ALAW -> bytes[i] = G711.toAlaw(sample);
      }
    }
    return bytes;
  }

  private static short quantise(float sample) {
    return (short) Math.clamp(Math.round(sample * 32_768f), Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
