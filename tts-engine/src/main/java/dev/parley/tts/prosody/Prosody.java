package dev.parley.tts.prosody;

/// How a stretch of speech is spoken.
///
/// @param rate 0.5 to 2; 1 is the voice's own pace
/// @param decibels how much louder than the voice's own level; at most 20, negative infinity is
///     silence
/// @param pitch how it differs from the voice's own
public record Prosody(double rate, double decibels, Pitch pitch) {
  public static final Prosody NEUTRAL = new Prosody(1, 0, Pitch.UNCHANGED);

  private static final double SLOWEST = 0.5;
  private static final double FASTEST = 2;
  private static final double LOUDEST = 20;

  /// What is beyond the limits is cut.
  public Prosody {
    rate = Math.clamp(rate, SLOWEST, FASTEST);
    decibels = Math.min(decibels, LOUDEST);
  }

  /// The voice's own way at another pace.
  public static Prosody atRate(double rate) {
    return NEUTRAL.withRate(rate);
  }

  public Prosody withRate(double other) {
    return new Prosody(other, decibels, pitch);
  }

  public Prosody withDecibels(double other) {
    return new Prosody(rate, other, pitch);
  }

  public Prosody withPitch(Pitch other) {
    return new Prosody(rate, decibels, other);
  }

  /// The same words without a sound, as long as they would be heard.
  public Prosody silent() {
    return withDecibels(Double.NEGATIVE_INFINITY);
  }

  /// Another change on top of this one.
  public Prosody then(Prosody other) {
    return new Prosody(rate * other.rate, decibels + other.decibels, pitch.then(other.pitch));
  }

  /// The factor of the samples.
  public float gain() {
    return (float) Math.pow(10, decibels / 20);
  }
}
