package dev.parley.asr.feature;

/// The discrete Fourier transform of 400 real samples, which is that of 200 complex ones (even
/// samples real, odd ones imaginary) and a step that takes the two halves apart. The 200 = 5·5·4·2
/// are done by a Stockham transform, which needs no reordering.
///
/// Keeps its work space, hence not thread-safe.
final class RealFourierTransform {
  static final int SAMPLES = 400;

  /// Frequencies from 0 to half the sampling rate.
  static final int BINS = SAMPLES / 2 + 1;

  private static final int HALF = SAMPLES / 2;
  private static final int[] RADICES = {5, 5, 4, 2};
  private static final float[] COS = new float[SAMPLES];
  private static final float[] SIN = new float[SAMPLES];

  static {
    for (int i = 0; i < SAMPLES; i++) {
      COS[i] = (float) Math.cos(2 * Math.PI * i / SAMPLES);
      SIN[i] = (float) -Math.sin(2 * Math.PI * i / SAMPLES);
    }
  }

  private float[] real = new float[HALF];
  private float[] imaginary = new float[HALF];
  private float[] nextReal = new float[HALF];
  private float[] nextImaginary = new float[HALF];

  /// Writes the squared magnitude of each of the [#BINS] frequencies.
  void power(float[] samples, float[] power) {
    for (int i = 0; i < HALF; i++) {
      real[i] = samples[2 * i];
      imaginary[i] = samples[2 * i + 1];
    }
    int stride = 1;
    for (int radix : RADICES) {
      step(radix, HALF / stride, stride);
      stride *= radix;
    }
    power[0] = square(real[0] + imaginary[0]);
    power[HALF] = square(real[0] - imaginary[0]);
    for (int k = 1; k < HALF; k++) {
      int mirror = HALF - k;
      float evenReal = 0.5f * (real[k] + real[mirror]);
      float evenImaginary = 0.5f * (imaginary[k] - imaginary[mirror]);
      float oddReal = 0.5f * (imaginary[k] + imaginary[mirror]);
      float oddImaginary = 0.5f * (real[mirror] - real[k]);
      power[k] =
          square(evenReal + COS[k] * oddReal - SIN[k] * oddImaginary)
              + square(evenImaginary + COS[k] * oddImaginary + SIN[k] * oddReal);
    }
  }

  /// One pass: `stride` interleaved transforms of `length` become `radix` times as many shorter
  /// ones.
  private void step(int radix, int length, int stride) {
    int rest = length / radix;
    int turn = SAMPLES / length;
    int between = SAMPLES / radix;
    for (int p = 0; p < rest; p++) {
      for (int k = 0; k < radix; k++) {
        int target = stride * (radix * p + k);
        for (int q = 0; q < stride; q++) {
          nextReal[target + q] = 0;
          nextImaginary[target + q] = 0;
        }
        for (int i = 0; i < radix; i++) {
          int angle = (i * k * between + p * k * turn) % SAMPLES;
          float cos = COS[angle];
          float sin = SIN[angle];
          int source = stride * (p + rest * i);
          for (int q = 0; q < stride; q++) {
            float x = real[source + q];
            float y = imaginary[source + q];
            nextReal[target + q] += x * cos - y * sin;
            nextImaginary[target + q] += x * sin + y * cos;
          }
        }
      }
    }
    float[] swap = real;
    real = nextReal;
    nextReal = swap;
    swap = imaginary;
    imaginary = nextImaginary;
    nextImaginary = swap;
  }

  private static float square(float value) {
    return value * value;
  }
}
