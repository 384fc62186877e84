package dev.parley.audio.dsp;

/// The taps of a Kaiser-windowed sinc for one ratio of rates, one row a phase.
///
/// For the window see J. F. Kaiser and R. W. Schafer, "On the use of the I0-sinh window for
/// spectrum analysis", IEEE Transactions on Acoustics, Speech, and Signal Processing 28 (1980).
final class SincKernel {
  private static final int ZERO_CROSSINGS = 64;
  private static final int MOST_PHASES = 1_024;

  /// Kaiser's formula for 90 dB, and the transition width that it gives with 64 zero crossings.
  private static final double BETA = 0.1102 * (90 - 8.7);

  private static final double TRANSITION = (90 - 7.95) / (14.36 * ZERO_CROSSINGS);

  private final int halfWidth;
  private final int phases;
  private final int outputRate;
  private final float[][] taps;

  /// @param inputRate and `outputRate` have no common divisor
  SincKernel(int inputRate, int outputRate) {
    this.outputRate = outputRate;
    double lower = Math.min(1.0, (double) outputRate / inputRate);
    // The transition band ends at half the lower rate, so nothing folds back.
    double cutoff = lower * (1 - TRANSITION / 2);
    this.halfWidth = (int) Math.ceil(ZERO_CROSSINGS / lower);
    this.phases = Math.min(outputRate, MOST_PHASES);
    // One row more than phases: the last is the first of the next sample, for interpolation.
    this.taps = new float[phases + 1][];
    for (int phase = 0; phase <= phases; phase++) {
      taps[phase] = row((double) phase / phases, cutoff);
    }
  }

  /// Half the number of taps.
  int halfWidth() {
    return halfWidth;
  }

  /// The output at `phase / outputRate` samples behind `history[first + halfWidth - 1]`.
  float apply(int phase, float[] history, int first) {
    if (phases == outputRate) {
      return dot(taps[phase], history, first);
    }
    double exact = (double) phase * phases / outputRate;
    int below = (int) exact;
    float fraction = (float) (exact - below);
    float low = dot(taps[below], history, first);
    float high = dot(taps[below + 1], history, first);
    return low + fraction * (high - low);
  }

  private float[] row(double fraction, double cutoff) {
    float[] row = new float[2 * halfWidth];
    double sum = 0;
    double[] exact = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      double distance = i - (halfWidth - 1) - fraction;
      exact[i] = cutoff * sinc(cutoff * distance) * kaiser(distance / halfWidth);
      sum += exact[i];
    }
    // Every phase passes a constant unchanged; otherwise silence with an offset would hum.
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) (exact[i] / sum);
    }
    return row;
  }

  private static float dot(float[] taps, float[] history, int first) {
    // Four sums: a single one would wait for each addition before the next.
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < taps.length; i += 4) {
      a += taps[i] * history[first + i];
      b += taps[i + 1] * history[first + i + 1];
      c += taps[i + 2] * history[first + i + 2];
      d += taps[i + 3] * history[first + i + 3];
    }
    for (; i < taps.length; i++) {
      a += taps[i] * history[first + i];
    }
    return a + b + (c + d);
  }

  private static double sinc(double x) {
    return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double kaiser(double x) {
    return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
  }

  /// The modified Bessel function of the first kind and order zero, by its power series.
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > 1e-16 * sum; k++) {
      term *= x * x / (4.0 * k * k);
      sum += term;
    }
    return sum;
  }
}
