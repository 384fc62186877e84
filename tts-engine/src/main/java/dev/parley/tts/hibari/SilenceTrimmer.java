package dev.parley.tts.hibari;

import java.util.Arrays;

/// Gives an utterance a short start and a pause of a wanted length behind it.
final class SilenceTrimmer {
  private static final int WINDOW = HibariVocoder.SAMPLE_RATE / 200;

  /// What stays in front of the first sound: soft onsets begin below the threshold.
  private static final int LEAD = HibariVocoder.SAMPLE_RATE * 35 / 1_000;

  /// What counts as sound, as a part of the loudest sample.
  private static final float THRESHOLD = 0.01f;

  private static final float INAUDIBLE = 1e-4f;

  private SilenceTrimmer() {}

  /// How many samples [#trim] takes away at the start.
  static int start(float[] samples) {
    float threshold = peak(samples) * THRESHOLD;
    int first = 0;
    while (first < samples.length && Math.abs(samples[first]) < threshold) {
      first++;
    }
    return Math.max(0, first - LEAD);
  }

  /// @param pause samples from the last sound to the end; the voice's own decay is part of it
  /// @return nothing if the utterance is silent
  static float[] trim(float[] samples, int pause) {
    float peak = peak(samples);
    if (peak < INAUDIBLE) {
      return new float[0];
    }
    int last = samples.length;
    while (Math.abs(samples[last - 1]) < peak * THRESHOLD) {
      last--;
    }
    int from = start(samples);
    int to = Math.min(samples.length, last + pause);
    float[] trimmed = Arrays.copyOf(Arrays.copyOfRange(samples, from, to), last + pause - from);
    fade(trimmed, to - from);
    return trimmed;
  }

  private static float peak(float[] samples) {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }

  private static void fade(float[] samples, int end) {
    int length = Math.min(WINDOW, end);
    for (int i = 0; i < length; i++) {
      float gain = (i + 0.5f) / length;
      samples[i] *= gain;
      samples[end - 1 - i] *= gain;
    }
  }
}
