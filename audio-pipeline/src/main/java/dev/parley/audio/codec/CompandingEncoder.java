package dev.parley.audio.codec;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.util.List;

/// One of the laws of G.711, a byte a sample. Holds nothing back.
final class CompandingEncoder implements AudioEncoder {
  /// A law.
  @FunctionalInterface
  interface Law {
    byte code(short sample);
  }

  private final AudioEncoding encoding;
  private final PcmFormat format;
  private final Law law;

  CompandingEncoder(AudioEncoding encoding, PcmFormat format, Law law) {
    this.encoding = encoding;
    this.format = format;
    this.law = law;
  }

  @Override
  public AudioEncoding encoding() {
    return encoding;
  }

  @Override
  public List<EncodedAudio> encode(PcmFrame frame) {
    format.requireSame(frame);
    if (frame.length() == 0) {
      return List.of();
    }
    byte[] bytes = new byte[frame.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = law.code(Samples16.quantise(frame.sample(i)));
    }
    return List.of(new EncodedAudio(frame.position(), bytes));
  }

  @Override
  public List<EncodedAudio> flush() {
    return List.of();
  }
}
