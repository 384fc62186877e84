package dev.parley.tts.hibari;

import java.util.Arrays;

/// Gives an utterance a short start and a pause of a wanted length behind it.
///
/// @param start how many samples are taken away at the start
/// @param end the sample behind the last sound; 0 if the utterance is silent
record SilenceTrimmer(int start, int end) {
  private static final int WINDOW = HibariVocoder.SAMPLE_RATE / 200;

  /// What stays in front of the first sound: soft onsets begin below the threshold.
  private static final int LEAD = HibariVocoder.SAMPLE_RATE * 35 / 1_000;

  /// What counts as sound, as a part of the loudest sample.
  private static final float THRESHOLD = 0.01f;

  private static final float INAUDIBLE = 1e-4f;

  /// Finds the sound in an utterance.
  static SilenceTrimmer of(float[] samples) {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    if (peak < INAUDIBLE) {
      return new SilenceTrimmer(0, 0);
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
    return new SilenceTrimmer(Math.max(0, first - LEAD), last);
  }

  /// @param samples of the utterance, not changed
  /// @param pause samples from the last sound to the end; the voice's own decay is part of it
  /// @return nothing if the utterance is silent
  float[] trim(float[] samples, int pause) {
    if (end == 0) {
      return new float[0];
    }
    int to = Math.min(samples.length, end + pause);
    float[] trimmed = Arrays.copyOf(Arrays.copyOfRange(samples, start, to), end + pause - start);
    fade(trimmed, to - start);
    return trimmed;
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
