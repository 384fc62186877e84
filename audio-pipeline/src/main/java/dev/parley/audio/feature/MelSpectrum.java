package dev.parley.audio.feature;

import java.util.Arrays;

/// The energies of 400 samples in each mel band: Hann window, Fourier transform, filters.
///
/// Keeps its work space, hence not thread-safe.
final class MelSpectrum {
  /// The samples of a frame, 25 ms.
  static final int SAMPLES = RealFourierTransform.SAMPLES;

  private static final float[] HANN = new float[SAMPLES];

  static {
    for (int i = 0; i < SAMPLES; i++) {
      HANN[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / SAMPLES));
    }
  }

  private final MelFilters filters;
  private final RealFourierTransform transform = new RealFourierTransform();
  private final float[] windowed = new float[SAMPLES];
  private final float[] power = new float[RealFourierTransform.BINS];

  MelSpectrum(int bands) {
    filters = new MelFilters(bands);
  }

  int bands() {
    return filters.count();
  }

  /// The weights of the 201 frequencies in a row for each band, in arrays of the caller's own.
  float[][] weights() {
    float[][] rows = new float[bands()][];
    Arrays.setAll(rows, filters::row);
    return rows;
  }

  /// Looks at [#SAMPLES] samples from `offset` on.
  void analyze(float[] samples, int offset) {
    for (int i = 0; i < SAMPLES; i++) {
      windowed[i] = HANN[i] * samples[offset + i];
    }
    transform.power(windowed, power);
  }

  /// The energy of what was looked at, in one band.
  float energy(int band) {
    return filters.apply(band, power);
  }

  /// The real part of the lowest frequency above zero, 40 Hz, of what was looked at. Seen through
  /// the window, a constant of 1 adds -100 to it, and nothing to higher frequencies.
  double fundamental() {
    double sum = 0;
    for (int i = 0; i < SAMPLES; i++) {
      sum += RealFourierTransform.cosine(i) * windowed[i];
    }
    return sum;
  }
}
