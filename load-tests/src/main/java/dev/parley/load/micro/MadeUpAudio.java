package dev.parley.load.micro;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.feature.LogMel;
import java.util.random.RandomGeneratorFactory;

/// Audio whose features cost as much as those of speech: noise that swells and fades like
/// syllables. The same in every run.
final class MadeUpAudio {
  /// Feature frames of a second.
  static final int FRAMES_A_SECOND = PcmFormat.SPEECH.sampleRate() / LogMel.HOP;

  private static final double SYLLABLES_A_SECOND = 4;
  private static final float LOUDEST = 0.3f;

  private MadeUpAudio() {}

  static float[] seconds(int seconds) {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    int rate = PcmFormat.SPEECH.sampleRate();
    float[] samples = new float[seconds * rate];
    for (int i = 0; i < samples.length; i++) {
      double swell = Math.abs(Math.sin(Math.PI * SYLLABLES_A_SECOND * i / rate));
      samples[i] = (float) (LOUDEST * swell * (2 * random.nextDouble() - 1));
    }
    return samples;
  }
}
