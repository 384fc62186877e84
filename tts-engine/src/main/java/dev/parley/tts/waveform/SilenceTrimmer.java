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
  static final float THRESHOLD = 0.01f;

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
    return new SilenceTrimmer(Math.max(0, first - lead(sampleRate)), last, sampleRate);
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
    fadeIn(trimmed, to - start, sampleRate);
    fadeOut(trimmed, to - start, sampleRate);
    return trimmed;
  }

  /// How many samples stay in front of the first sound.
  static int lead(int sampleRate) {
    return sampleRate * LEAD_MILLISECONDS / 1_000;
  }

  /// Fades the first of `length` samples in.
  static void fadeIn(float[] samples, int length, int sampleRate) {
    int fade = fade(length, sampleRate);
    for (int i = 0; i < fade; i++) {
      samples[i] *= (i + 0.5f) / fade;
    }
  }

  /// Fades the last of `length` samples out.
  static void fadeOut(float[] samples, int length, int sampleRate) {
    int fade = fade(length, sampleRate);
    for (int i = 0; i < fade; i++) {
      samples[length - 1 - i] *= (i + 0.5f) / fade;
    }
  }

  private static int fade(int length, int sampleRate) {
    return Math.min(sampleRate * FADE_MILLISECONDS / 1_000, length);
  }
}
