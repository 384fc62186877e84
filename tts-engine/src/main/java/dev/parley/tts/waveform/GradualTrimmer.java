package dev.parley.tts.waveform;

import java.util.Arrays;

/// Does to an utterance that arrives bit by bit what [SilenceTrimmer] does to a whole one. What it
/// takes for sound does not depend on the loudest sample, which is not known yet, but on how loud
/// the voice is. Not thread-safe.
final class GradualTrimmer {
  /// The loudest samples of a sentence at [Delivery#LOUDNESS] are about that large.
  private static final float USUAL_PEAK = 0.4f;

  private final int sampleRate;
  private final float threshold;

  /// What has come and may still be taken away: silence.
  private float[] held = new float[0];

  private int removed;
  private boolean begun;

  /// @param gain that brings the voice to its loudness
  GradualTrimmer(int sampleRate, float gain) {
    this.sampleRate = sampleRate;
    this.threshold = SilenceTrimmer.THRESHOLD * USUAL_PEAK / gain;
  }

  /// How many samples were taken away at the start. Known once [#add] has returned something.
  int removed() {
    return removed;
  }

  /// Takes the next samples.
  ///
  /// @return what is certain to be heard, from where the last call ended
  float[] add(float[] samples) {
    float[] all = joined(held, samples);
    int end = lastSound(all);
    if (!begun) {
      int start = end == 0 ? all.length : firstSound(all);
      int lead = SilenceTrimmer.lead(sampleRate);
      int quiet = Math.max(0, start - lead);
      removed += quiet;
      all = Arrays.copyOfRange(all, quiet, all.length);
      end = Math.max(0, end - quiet);
      if (end > 0) {
        begun = true;
        fadeIn(all, end);
      }
    }
    held = Arrays.copyOfRange(all, end, all.length);
    return Arrays.copyOf(all, end);
  }

  /// Ends the utterance.
  ///
  /// @param pause samples from the last sound to the end
  /// @return what follows; nothing if the utterance was silent
  float[] finish(int pause) {
    if (!begun) {
      return new float[0];
    }
    int decay = Math.min(held.length, pause);
    float[] rest = Arrays.copyOf(Arrays.copyOf(held, decay), pause);
    SilenceTrimmer.fadeOut(rest, decay, sampleRate);
    return rest;
  }

  private void fadeIn(float[] samples, int end) {
    SilenceTrimmer.fadeIn(samples, end, sampleRate);
  }

  private int firstSound(float[] samples) {
    int first = 0;
    while (Math.abs(samples[first]) < threshold) {
      first++;
    }
    return first;
  }

  /// The place behind the last sound; 0 without any.
  private int lastSound(float[] samples) {
    int last = samples.length;
    while (last > 0 && Math.abs(samples[last - 1]) < threshold) {
      last--;
    }
    return last;
  }

  private static float[] joined(float[] first, float[] second) {
    float[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
