package dev.parley.tts.prosody;

/// A change of the voice's pitch: multiplied first, then moved.
///
/// @param factor 0.5 to 2; 1 keeps it
/// @param hertz -200 to 200; 0 keeps it
public record Pitch(double factor, double hertz) {
  public static final Pitch UNCHANGED = new Pitch(1, 0);

  private static final double LOWEST_FACTOR = 0.5;
  private static final double HIGHEST_FACTOR = 2;
  private static final double FARTHEST = 200;

  /// No voice speaks lower or higher.
  private static final double LOWEST = 50;

  private static final double HIGHEST = 800;

  /// What is beyond the limits is cut.
  public Pitch {
    factor = Math.clamp(factor, LOWEST_FACTOR, HIGHEST_FACTOR);
    hertz = Math.clamp(hertz, -FARTHEST, FARTHEST);
  }

  /// A pitch of so many semitones more.
  public static Pitch semitones(double count) {
    return new Pitch(Math.pow(2, count / 12), 0);
  }

  /// Another change on top of this one.
  public Pitch then(Pitch other) {
    return new Pitch(factor * other.factor, hertz * other.factor + other.hertz);
  }

  public boolean isUnchanged() {
    return factor == 1 && hertz == 0;
  }

  /// The changed pitch.
  ///
  /// @param present in Hz
  public float of(float present) {
    return (float) Math.clamp(present * factor + hertz, LOWEST, HIGHEST);
  }
}
