package dev.parley.client.audio;

import dev.parley.audio.PcmFormat;
import javax.sound.sampled.AudioFormat;

/// How sound cards lay out our samples.
final class SoundCard {
  private SoundCard() {}

  static AudioFormat layout(PcmFormat format) {
    return new AudioFormat(format.sampleRate(), 16, 1, true, false);
  }
}
