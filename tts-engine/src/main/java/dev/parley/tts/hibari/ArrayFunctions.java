package dev.parley.tts.hibari;

/// Elementary functions on whole arrays, as polynomials that the JIT compiler vectorises; the
/// relative error stays below 10⁻⁵, which is 100 dB below the signal.
final class ArrayFunctions {
  /// Adding and subtracting it rounds a float of small magnitude to the nearest integer.
  private static final float ROUNDING = 12_582_912f; // 1.5 · 2^23

  private static final float PI = (float) Math.PI;
  private static final float TURNS = (float) (1 / (2 * Math.PI));

  private ArrayFunctions() {}

  /// e^min(x, 7) in place: the network was trained with that limit.
  static void exponential(float[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = exp(Math.max(Math.min(x[i], 7f), -30f));
    }
  }

  /// tanh(x) in place.
  static void hyperbolicTangent(float[] x) {
    for (int i = 0; i < x.length; i++) {
      float e = exp(2 * Math.max(Math.min(x[i], 9f), -9f));
      x[i] = 1 - 2 / (e + 1);
    }
  }

  /// Radians → turns between -1/2 and 1/2, in place.
  static void turns(float[] x) {
    for (int i = 0; i < x.length; i++) {
      float turns = x[i] * TURNS;
      x[i] = turns - ((turns + ROUNDING) - ROUNDING);
    }
  }

  /// x mod 1 between -1/2 and 1/2; |x| below 2^22.
  static float fraction(float x) {
    return x - ((x + ROUNDING) - ROUNDING);
  }

  /// The sine of `turns` full turns, |turns| ≤ 1/2.
  static float sine(float turns) {
    return 2 * halfSine(turns) * halfCosine(turns);
  }

  /// The cosine of `turns` full turns, |turns| ≤ 1/2.
  static float cosine(float turns) {
    float s = halfSine(turns);
    return 1 - 2 * s * s;
  }

  /// The sine of `turns` half turns, |turns| ≤ 1/2.
  static float halfSine(float turns) {
    float a = PI * turns;
    float q = a * a;
    return a
        * (1
            + q
                * (-1 / 6f
                    + q * (1 / 120f + q * (-1 / 5_040f + q * (1 / 362_880f - q / 39_916_800f)))));
  }

  private static float halfCosine(float turns) {
    float a = PI * turns;
    float q = a * a;
    return 1
        + q
            * (-1 / 2f
                + q
                    * (1 / 24f
                        + q
                            * (-1 / 720f
                                + q * (1 / 40_320f + q * (-1 / 3_628_800f + q / 479_001_600f)))));
  }

  /// e^x for x between -30 and 20: a polynomial for x/64, squared six times.
  private static float exp(float x) {
    float y = x * (1 / 64f);
    float p = 1 + y * (1 + y * (1 / 2f + y * (1 / 6f + y * (1 / 24f + y * (1 / 120f)))));
    p *= p;
    p *= p;
    p *= p;
    p *= p;
    p *= p;
    return p * p;
  }
}
