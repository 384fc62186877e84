package dev.parley.audio.feature;

/// Normalised features of a piece of audio, ready for the encoder.
///
/// A class rather than a record because it owns a large array, which is not copied.
public final class FeatureWindow {
  private final float[] values;
  private final int frames;
  private final int contentFrames;
  private final boolean silent;

  FeatureWindow(float[] values, int frames, int contentFrames, boolean silent) {
    this.silent = silent;
    this.values = values;
    this.frames = frames;
    this.contentFrames = contentFrames;
  }

  /// One row of values per frame, one value per mel band; must not be changed.
  public float[] values() {
    return values;
  }

  /// Frames of 10 ms, padding included; even.
  public int frames() {
    return frames;
  }

  /// Frames that hold audio; silence follows.
  public int contentFrames() {
    return contentFrames;
  }

  /// Length of the audio, in timestamps of 20 ms, rounded up.
  public int contentTimestamps() {
    return (contentFrames + 1) / 2;
  }

  /// Whether the loudest sound is quieter than any speech that can be understood, about -76 dB of
  /// full scale.
  public boolean isSilent() {
    return silent;
  }
}
