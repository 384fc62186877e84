package dev.parley.tts.waveform;

/// A part of the phonemes as a network utters it.
public final class Rendering {
  /// Nothing has a sound.
  public static final Rendering SILENT = new Rendering(new float[0], new int[0]);

  private final float[] samples;
  private final int[] bounds;

  /// @param samples changed by who gets them
  /// @param bounds the sample at which each symbol of the part starts, and behind them where the
  ///     last one ends; empty if the network does not say
  public Rendering(float[] samples, int[] bounds) {
    this.samples = samples;
    this.bounds = bounds;
  }

  float[] samples() {
    return samples;
  }

  int[] bounds() {
    return bounds;
  }
}
