package dev.parley.tts.hibari;

import java.util.SplittableRandom;

/// Reproducible noise of unit variance. Not thread-safe: one per utterance.
final class NoiseSource {
  // Each lane is a 32-bit xorshift generator (Marsaglia 2003), so that the loop is made of vector
  // instructions. A value is the sum of four uniform ones; the inverse transform adds hundreds of
  // bins up, which makes the waveform Gaussian.
  private static final float SCALE = (float) (Math.sqrt(3) / 65_536);
  private static final float MEAN = 2 * 65_535f;

  private final int[] lanes;
  private final float scale;

  private NoiseSource(int width, long seed, float scale) {
    this.lanes = new int[width];
    this.scale = scale;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < width; i++) {
      lanes[i] = random.nextInt(1, Integer.MAX_VALUE);
    }
  }

  /// Always the same noise for the same seed.
  ///
  /// @param width of the arrays that [#fill] gets
  static NoiseSource seeded(int width, long seed) {
    return new NoiseSource(width, seed, SCALE);
  }

  /// Zeros, for comparing waveforms.
  static NoiseSource silent(int width) {
    return new NoiseSource(width, 0, 0);
  }

  void fill(float[] target) {
    for (int i = 0; i < target.length; i++) {
      int x = lanes[i];
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
      int sum = (x & 0xFFFF) + (x >>> 16);
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
      sum += (x & 0xFFFF) + (x >>> 16);
      lanes[i] = x;
      target[i] = scale * (sum - MEAN);
    }
  }
}
