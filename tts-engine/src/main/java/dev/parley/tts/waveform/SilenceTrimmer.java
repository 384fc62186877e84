package dev.parley.tts.waveform;

import java.util.Arrays;

/// Gives an utterance a short start and a pause of a wanted length behind it.
///
/// @param start how many samples are taken away at the start
/// @param end the sample behind the last sound; 0 if the utterance is silent
/// @param sampleRate of the utterance
record SilenceTrimmer(int start, int end, int sampleRate) {
  /// What stays in front of the first sound: soft onsets begin below the threshold.
  private static final int LEAD_MILLISECONDS = 35;

  private static final int FADE_MILLISECONDS = 5;

  /// What counts as sound, as a part of the loudest sample.
  private static final float THRESHOLD = 0.01f;

  private static final float INAUDIBLE = 1e-4f;

  /// Finds the sound in an utterance.
  static SilenceTrimmer of(float[] samples, int sampleRate) {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    if (peak < INAUDIBLE) {
      return new SilenceTrimmer(0, 0, sampleRate);
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
    int lead = sampleRate * LEAD_MILLISECONDS / 1_000;
    return new SilenceTrimmer(Math.max(0, first - lead), last, sampleRate);
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

  private void fade(float[] samples, int end) {
    int length = Math.min(sampleRate * FADE_MILLISECONDS / 1_000, end);
    for (int i = 0; i < length; i++) {
      float gain = (i + 0.5f) / length;
      samples[i] *= gain;
      samples[end - 1 - i] *= gain;
    }
  }
}
