package dev.parley.audio.dsp;

/// The K-weighting filter of ITU-R BS.1770-5, annex 1, at any sample rate.
///
/// The recommendation gives the coefficients of its two stages at 48 kHz and asks for the same
/// frequency response at other rates. Each stage is a biquad of a known analogue prototype, which
/// is brought to the wanted rate by the bilinear transform, with the frequency kept exact at the
/// prototype's own. The parameters of the prototypes are those that give the tables at 48 kHz.
/// From 16 kHz on the response is within 0.1 dB of theirs up to 3 kHz; at 8 kHz it is 0.2 dB low at
/// 1 kHz.
///
/// Not thread-safe; one per stream.
final class KWeighting {
  /// A biquad whose first feedback coefficient is 1, named as in the recommendation.
  record Coefficients(double b0, double b1, double b2, double a1, double a2) {}

  /// The rate at which the recommendation states its coefficients.
  private static final int TABLE_RATE = 48_000;

  private final Stage shelf;
  private final Stage highPass;

  KWeighting(int sampleRate) {
    this.shelf = new Stage(shelf(sampleRate));
    this.highPass = new Stage(highPass(sampleRate));
  }

  /// The next sample, weighted.
  double apply(double sample) {
    return highPass.apply(shelf.apply(sample));
  }

  /// The first stage: 4 dB more at high frequencies, the effect of a head.
  static Coefficients shelf(int sampleRate) {
    double quality = 0.7071752369554196;
    double high = Math.pow(10, 3.999843853973347 / 20);
    double middle = Math.pow(high, 0.4996667741545416);
    double k = Math.tan(Math.PI * 1_681.974450955533 / sampleRate);
    double a0 = 1 + k / quality + k * k;
    return new Coefficients(
        (high + middle * k / quality + k * k) / a0,
        2 * (k * k - high) / a0,
        (high - middle * k / quality + k * k) / a0,
        2 * (k * k - 1) / a0,
        (1 - k / quality + k * k) / a0);
  }

  /// The second stage: the revised low-frequency B curve.
  static Coefficients highPass(int sampleRate) {
    double quality = 0.5003270373238773;
    double frequency = 38.13547087602444;
    double k = Math.tan(Math.PI * frequency / sampleRate);
    double a0 = 1 + k / quality + k * k;
    // The table's numerator is 1, -2, 1, so the prototype has a gain of 0.04 dB, which every rate
    // must have. With that numerator at 8 kHz it would be 0.26 dB.
    double tableK = Math.tan(Math.PI * frequency / TABLE_RATE);
    double gain = (1 + tableK / quality + tableK * tableK) / a0;
    return new Coefficients(
        gain, -2 * gain, gain, 2 * (k * k - 1) / a0, (1 - k / quality + k * k) / a0);
  }

  /// A biquad at work, in the transposed direct form II.
  private static final class Stage {
    private final Coefficients c;
    private double first;
    private double second;

    Stage(Coefficients coefficients) {
      this.c = coefficients;
    }

    double apply(double input) {
      double output = c.b0() * input + first;
      first = c.b1() * input - c.a1() * output + second;
      second = c.b2() * input - c.a2() * output;
      return output;
    }
  }
}
