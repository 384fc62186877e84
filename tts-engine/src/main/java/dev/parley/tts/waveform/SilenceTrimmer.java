package dev.parley.tts.waveform;

import java.util.Arrays;

/// Gives an utterance a short start and a pause of a wanted length behind it.
///
/// @param sampleRate of the utterances
record SilenceTrimmer(int sampleRate) {
  /// What stays in front of the first sound: soft onsets begin below the threshold.
  private static final int LEAD_MILLISECONDS = 35;

  private static final int FADE_MILLISECONDS = 5;

  /// What counts as sound, as a part of the loudest sample.
  private static final float THRESHOLD = 0.01f;

  private static final float INAUDIBLE = 1e-4f;

  /// @param pause samples from the last sound to the end; the voice's own decay is part of it
  /// @return nothing if the utterance is silent
  float[] trim(float[] samples, int pause) {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    if (peak < INAUDIBLE) {
      return new float[0];
    }
    float threshold = peak * THRESHOLD;
    int first = 0;
    while (Math.abs(samples[first]) < threshold) {
      first++;
    }
    int last = samples.length;
    while (Math.abs(samples[last - 1]) < threshold) {
      last--;
    }
    int from = Math.max(0, first - samples(LEAD_MILLISECONDS));
    int to = Math.min(samples.length, last + pause);
    float[] trimmed = Arrays.copyOf(Arrays.copyOfRange(samples, from, to), last + pause - from);
    fade(trimmed, to - from);
    return trimmed;
  }

  private void fade(float[] samples, int end) {
    int length = Math.min(samples(FADE_MILLISECONDS), end);
    for (int i = 0; i < length; i++) {
      float gain = (i + 0.5f) / length;
      samples[i] *= gain;
      samples[end - 1 - i] *= gain;
    }
  }

  private int samples(int milliseconds) {
    return sampleRate * milliseconds / 1_000;
  }
}
