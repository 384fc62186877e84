package dev.parley.audio.codec;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.util.List;

/// [AudioEncoding#LINEAR16]. Holds nothing back.
final class LinearEncoder implements AudioEncoder {
  private final PcmFormat format;

  LinearEncoder(PcmFormat format) {
    this.format = format;
  }

  @Override
  public AudioEncoding encoding() {
    return AudioEncoding.LINEAR16;
  }

  @Override
  public List<EncodedAudio> encode(PcmFrame frame) {
    format.requireSame(frame);
    if (frame.length() == 0) {
      return List.of();
    }
    byte[] bytes = new byte[2 * frame.length()];
    for (int i = 0; i < frame.length(); i++) {
      short sample = Samples16.quantise(frame.sample(i));
      bytes[2 * i] = (byte) sample;
      bytes[2 * i + 1] = (byte) (sample >> 8);
    }
    return List.of(new EncodedAudio(frame.position(), bytes));
  }

  @Override
  public List<EncodedAudio> flush() {
    return List.of();
  }
}
