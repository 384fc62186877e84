package dev.parley.audio.codec;

/// Samples between -1 and 1 as 16-bit integers.
final class Samples16 {
  private Samples16() {}

  /// Rounds and clips; what is not a number is silence.
  static short quantise(float sample) {
    return (short) Math.clamp(Math.round(sample * 32_768f), Short.MIN_VALUE, Short.MAX_VALUE);
  }

  static float restore(short sample) {
    return sample / 32_768f;
  }
}
