package dev.parley.tts.waveform;

/// Phonemes as they were spoken. The arrays are the reader's own.
public final class Utterance {
  private final float[] samples;
  private final int[] starts;
  private final int[] ends;

  /// @param starts for each phoneme symbol, its first sample
  /// @param ends for each phoneme symbol, the sample behind its last one; not behind its start if
  ///     it has no sound
  Utterance(float[] samples, int[] starts, int[] ends) {
    this.samples = samples;
    this.starts = starts;
    this.ends = ends;
  }

  /// The waveform with the pause behind it; empty if nothing has a sound.
  public float[] samples() {
    return samples;
  }

  public int start(int symbol) {
    return starts[symbol];
  }

  public int end(int symbol) {
    return ends[symbol];
  }

  /// Whether the network has said when phonemes sound.
  public boolean isTimed() {
    return ends.length > 0 && ends[ends.length - 1] > 0;
  }
}
