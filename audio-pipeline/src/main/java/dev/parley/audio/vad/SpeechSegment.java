package dev.parley.audio.vad;

/// A region of a recording in which somebody speaks, in samples.
///
/// @param start the first sample
/// @param end the position behind the last sample
public record SpeechSegment(long start, long end) {
  /// @throws IllegalArgumentException if the region is empty or starts before the recording
  public SpeechSegment {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("No speech lies from %d to %d.".formatted(start, end));
    }
  }

  public long length() {
    return end - start;
  }
}
