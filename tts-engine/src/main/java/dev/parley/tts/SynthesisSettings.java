package dev.parley.tts;

/// How a reply is spoken.
///
/// @param speed 0.5 to 2; 1 is the voice's own pace
public record SynthesisSettings(double speed) {
  public static final SynthesisSettings DEFAULT = new SynthesisSettings(1);

  /// @throws IllegalArgumentException with a sentence if the speed is out of range
  public SynthesisSettings {
    if (!(speed >= 0.5 && speed <= 2)) {
      throw new IllegalArgumentException(
          "A speed of %s is not possible; use 0.5 to 2.".formatted(speed));
    }
  }
}
