package dev.parley.audio.vad;

import java.time.Duration;

/// When probabilities count as speech.
///
/// @param threshold the probability from which a frame is voiced, above 0.15 and below 1; once
///     speech has started, frames down to 0.15 below it continue it
/// @param minimumSpeech how long voice must last before it counts as speech
/// @param hangover how much silence ends speech
public record VadSettings(float threshold, Duration minimumSpeech, Duration hangover) {
  /// Under 96 ms more brief noises count as speech; more delays the start and helps little.
  public static final VadSettings STANDARD =
      new VadSettings(0.5f, Duration.ofMillis(96), Duration.ofMillis(200));

  private static final float HYSTERESIS = 0.15f;

  /// @throws IllegalArgumentException with a sentence if a value is out of range
  public VadSettings {
    if (!(threshold > HYSTERESIS && threshold < 1)) {
      throw new IllegalArgumentException(
          "The voice activity threshold %s is not between 0.15 and 1.".formatted(threshold));
    }
    if (minimumSpeech.isNegative() || hangover.isNegative()) {
      throw new IllegalArgumentException(
          "The minimum speech (%s) and the hangover (%s) cannot be negative."
              .formatted(minimumSpeech, hangover));
    }
  }

  /// The probability below which a frame counts as silence while somebody speaks.
  public float negativeThreshold() {
    return threshold - HYSTERESIS;
  }

  public VadSettings withHangover(Duration silence) {
    return new VadSettings(threshold, minimumSpeech, silence);
  }
}
