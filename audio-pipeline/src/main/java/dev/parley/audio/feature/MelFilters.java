package dev.parley.audio.feature;

/// Triangular filters on the Slaney mel scale, each scaled to equal energy: linear up to 1 kHz,
/// logarithmic above, over 0 to 8 kHz. Only the few weights that are not zero are kept. Immutable.
final class MelFilters {
  private static final double HERTZ_PER_MEL = 200.0 / 3;
  private static final double LOGARITHMIC_FROM_HERTZ = 1000;
  private static final double LOGARITHMIC_FROM_MEL = LOGARITHMIC_FROM_HERTZ / HERTZ_PER_MEL;
  private static final double LOGARITHMIC_STEP = Math.log(6.4) / 27;
  private static final double HIGHEST_HERTZ = 8000;
  private static final double HERTZ_PER_BIN = 16_000.0 / RealFourierTransform.SAMPLES;

  private final int[] firstBin;
  private final float[][] weights;

  MelFilters(int filters) {
    double highestMel =
        LOGARITHMIC_FROM_MEL + Math.log(HIGHEST_HERTZ / LOGARITHMIC_FROM_HERTZ) / LOGARITHMIC_STEP;
    double[] edges = new double[filters + 2];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = hertz(highestMel * i / (filters + 1));
    }
    firstBin = new int[filters];
    weights = new float[filters][];
    for (int filter = 0; filter < filters; filter++) {
      double low = edges[filter];
      double centre = edges[filter + 1];
      double high = edges[filter + 2];
      int first = (int) Math.floor(low / HERTZ_PER_BIN) + 1;
      int last = Math.min((int) Math.ceil(high / HERTZ_PER_BIN), RealFourierTransform.BINS) - 1;
      firstBin[filter] = first;
      weights[filter] = new float[Math.max(0, last - first + 1)];
      for (int bin = first; bin <= last; bin++) {
        double frequency = bin * HERTZ_PER_BIN;
        double rising = (frequency - low) / (centre - low);
        double falling = (high - frequency) / (high - centre);
        weights[filter][bin - first] =
            (float) (Math.max(0, Math.min(rising, falling)) * 2 / (high - low));
      }
    }
  }

  int count() {
    return weights.length;
  }

  float apply(int filter, float[] power) {
    float[] row = weights[filter];
    int first = firstBin[filter];
    float sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += row[i] * power[first + i];
    }
    return sum;
  }

  /// The weights of all frequencies in one band, also those that are zero.
  float[] row(int filter) {
    float[] row = new float[RealFourierTransform.BINS];
    System.arraycopy(weights[filter], 0, row, firstBin[filter], weights[filter].length);
    return row;
  }

  private static double hertz(double mel) {
    return mel < LOGARITHMIC_FROM_MEL
        ? mel * HERTZ_PER_MEL
        : LOGARITHMIC_FROM_HERTZ * Math.exp(LOGARITHMIC_STEP * (mel - LOGARITHMIC_FROM_MEL));
  }
}
