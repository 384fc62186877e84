package dev.parley.audio;

import java.time.Duration;

/// Mono PCM at a sample rate. The only place where a rate is validated.
///
/// @param sampleRate samples a second, 8,000 to 192,000
public record PcmFormat(int sampleRate) {
  /// What the recogniser and the voice activity detector listen to.
  public static final PcmFormat SPEECH = new PcmFormat(16_000);

  /// @throws IllegalArgumentException with a sentence if the rate is out of range
  public PcmFormat {
    if (sampleRate < 8_000 || sampleRate > 192_000) {
      throw new IllegalArgumentException(
          "A sample rate of %d Hz is not supported; use 8000 to 192000 Hz.".formatted(sampleRate));
    }
  }

  /// The number of samples in `duration`, rounded down.
  public long samples(Duration duration) {
    return duration.toNanos() * sampleRate / 1_000_000_000L;
  }

  /// The length of `samples`, rounded down to nanoseconds.
  public Duration duration(long samples) {
    long seconds = samples / sampleRate;
    long rest = samples % sampleRate;
    return Duration.ofSeconds(seconds, rest * 1_000_000_000L / sampleRate);
  }

  /// The position of sample number `samples` in milliseconds, rounded down.
  public long milliseconds(long samples) {
    return samples * 1_000L / sampleRate;
  }

  /// What every stage asks of a frame that it is given.
  ///
  /// @throws IllegalArgumentException with a sentence if `frame` has another format
  public void requireSame(PcmFrame frame) {
    if (!equals(frame.format())) {
      throw new IllegalArgumentException(
          "This stage takes audio at %d Hz, not at %d Hz; put a Resampler before it."
              .formatted(sampleRate, frame.format().sampleRate()));
    }
  }
}
