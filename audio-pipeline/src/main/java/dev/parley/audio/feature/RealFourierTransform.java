package dev.parley.audio.feature;

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
  private static final float[] COS = new float[SAMPLES];
  private static final float[] SIN = new float[SAMPLES];

  static {
    for (int i = 0; i < SAMPLES; i++) {
      COS[i] = (float) Math.cos(2 * Math.PI * i / SAMPLES);
      SIN[i] = (float) -Math.sin(2 * Math.PI * i / SAMPLES);
    }
  }

  private static final float COS_72 = COS[SAMPLES / 5];
  private static final float SIN_72 = SIN[SAMPLES / 5];
  private static final float COS_144 = COS[2 * SAMPLES / 5];
  private static final float SIN_144 = SIN[2 * SAMPLES / 5];

  private float[] real = new float[HALF];
  private float[] imaginary = new float[HALF];
  private float[] nextReal = new float[HALF];
  private float[] nextImaginary = new float[HALF];

  /// The cosine that turns once within the transform's length.
  static float cosine(int sample) {
    return COS[sample];
  }

  /// Writes the squared magnitude of each of the [#BINS] frequencies.
  void power(float[] samples, float[] power) {
    for (int i = 0; i < HALF; i++) {
      real[i] = samples[2 * i];
      imaginary[i] = samples[2 * i + 1];
    }
    five(1);
    five(5);
    four(25);
    two();
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

  /// One pass: `stride` interleaved transforms become five times as many of a fifth of the length.
  private void five(int stride) {
    int rest = HALF / stride / 5;
    int turn = SAMPLES / (5 * rest);
    int apart = stride * rest;
    for (int p = 0; p < rest; p++) {
      for (int q = 0; q < stride; q++) {
        int source = stride * p + q;
        float firstReal = real[source];
        float firstImaginary = imaginary[source];
        float a = real[source + apart];
        float b = real[source + 4 * apart];
        float c = real[source + 2 * apart];
        float d = real[source + 3 * apart];
        float e = imaginary[source + apart];
        float f = imaginary[source + 4 * apart];
        float g = imaginary[source + 2 * apart];
        float h = imaginary[source + 3 * apart];
        float outerReal = a + b;
        float innerReal = c + d;
        float outerImaginary = e + f;
        float innerImaginary = g + h;
        float evenReal1 = firstReal + COS_72 * outerReal + COS_144 * innerReal;
        float evenReal2 = firstReal + COS_144 * outerReal + COS_72 * innerReal;
        float evenImaginary1 = firstImaginary + COS_72 * outerImaginary + COS_144 * innerImaginary;
        float evenImaginary2 = firstImaginary + COS_144 * outerImaginary + COS_72 * innerImaginary;
        float oddReal1 = SIN_72 * (a - b) + SIN_144 * (c - d);
        float oddReal2 = SIN_144 * (a - b) - SIN_72 * (c - d);
        float oddImaginary1 = SIN_72 * (e - f) + SIN_144 * (g - h);
        float oddImaginary2 = SIN_144 * (e - f) - SIN_72 * (g - h);
        int target = 5 * stride * p + q;
        int angle = turn * p;
        nextReal[target] = firstReal + outerReal + innerReal;
        nextImaginary[target] = firstImaginary + outerImaginary + innerImaginary;
        put(target + stride, angle, evenReal1 - oddImaginary1, evenImaginary1 + oddReal1);
        put(target + 2 * stride, 2 * angle, evenReal2 - oddImaginary2, evenImaginary2 + oddReal2);
        put(target + 3 * stride, 3 * angle, evenReal2 + oddImaginary2, evenImaginary2 - oddReal2);
        put(target + 4 * stride, 4 * angle, evenReal1 + oddImaginary1, evenImaginary1 - oddReal1);
      }
    }
    swap();
  }

  /// The same with four times as many.
  private void four(int stride) {
    int rest = HALF / stride / 4;
    int turn = SAMPLES / (4 * rest);
    int apart = stride * rest;
    for (int p = 0; p < rest; p++) {
      for (int q = 0; q < stride; q++) {
        int source = stride * p + q;
        float sumReal = real[source] + real[source + 2 * apart];
        float differenceReal = real[source] - real[source + 2 * apart];
        float sumImaginary = imaginary[source] + imaginary[source + 2 * apart];
        float differenceImaginary = imaginary[source] - imaginary[source + 2 * apart];
        float otherReal = real[source + apart] + real[source + 3 * apart];
        float otherImaginary = imaginary[source + apart] + imaginary[source + 3 * apart];
        float turnedReal = imaginary[source + apart] - imaginary[source + 3 * apart];
        float turnedImaginary = real[source + 3 * apart] - real[source + apart];
        int target = 4 * stride * p + q;
        int angle = turn * p;
        nextReal[target] = sumReal + otherReal;
        nextImaginary[target] = sumImaginary + otherImaginary;
        put(
            target + stride,
            angle,
            differenceReal + turnedReal,
            differenceImaginary + turnedImaginary);
        put(target + 2 * stride, 2 * angle, sumReal - otherReal, sumImaginary - otherImaginary);
        put(
            target + 3 * stride,
            3 * angle,
            differenceReal - turnedReal,
            differenceImaginary - turnedImaginary);
      }
    }
    swap();
  }

  /// The last pass: pairs.
  private void two() {
    int stride = HALF / 2;
    for (int q = 0; q < stride; q++) {
      nextReal[q] = real[q] + real[q + stride];
      nextImaginary[q] = imaginary[q] + imaginary[q + stride];
      nextReal[q + stride] = real[q] - real[q + stride];
      nextImaginary[q + stride] = imaginary[q] - imaginary[q + stride];
    }
    swap();
  }

  private void put(int target, int angle, float x, float y) {
    float cos = COS[angle];
    float sin = SIN[angle];
    nextReal[target] = x * cos - y * sin;
    nextImaginary[target] = x * sin + y * cos;
  }

  private void swap() {
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
