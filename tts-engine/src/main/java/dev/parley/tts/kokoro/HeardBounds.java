package dev.parley.tts.kokoro;

/// Moves the bounds of symbols from where the network's durations put them to where they are heard.
///
/// The network makes sounds a little before their time, and counts most of a pause to the sound
/// before the mark that asks for it. Both were measured in the audio of six voices.
final class HeardBounds {
  /// 40 ms.
  private static final int HEAD_START = KokoroNetwork.SAMPLE_RATE / 25;

  private static final String MARKS = ".,;:!?…—";

  /// What counts as sound, as a part of the loudest sample.
  private static final float THRESHOLD = 0.01f;

  private HeardBounds() {}

  /// @param bounds for each symbol its first sample, and behind them where the last one ends; are
  ///     moved
  static void move(String phonemes, int[] bounds, float[] samples) {
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = Math.clamp(bounds[i] - HEAD_START, 0, samples.length);
    }
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    for (int i = 1; i < bounds.length; i++) {
      if (i == phonemes.length() || MARKS.indexOf(phonemes.charAt(i)) >= 0) {
        bounds[i] = lastSound(bounds[i - 1], bounds[i], samples, peak * THRESHOLD);
      }
    }
  }

  /// Where the last sound between two samples ends; `to` if there is none.
  private static int lastSound(int from, int to, float[] samples, float threshold) {
    int end = to;
    while (end > from && Math.abs(samples[end - 1]) < threshold) {
      end--;
    }
    return end > from ? end : to;
  }
}
