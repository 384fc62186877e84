package dev.parley.tts.waveform;

import java.util.Arrays;

/// A part of the phonemes as a network utters it. Its samples are made when they are asked for.
public final class Rendering {
  /// Nothing has a sound.
  public static final Rendering SILENT = new Rendering(new float[0], new int[0]);

  private final int length;
  private final int[] bounds;
  private final Waveform waveform;

  /// Makes samples.
  @FunctionalInterface
  public interface Waveform {
    /// The samples between two places, made on the calling thread; changed by who gets them.
    float[] samples(int from, int to);
  }

  /// @param length in samples
  /// @param bounds the sample at which each symbol of the part starts, and behind them where the
  ///     last one ends; empty if the network does not say
  public Rendering(int length, int[] bounds, Waveform waveform) {
    this.length = length;
    this.bounds = bounds;
    this.waveform = waveform;
  }

  /// A part whose samples have been made.
  ///
  /// @param samples changed by who gets them
  public Rendering(float[] samples, int[] bounds) {
    this(samples.length, bounds, (from, to) -> Arrays.copyOfRange(samples, from, to));
  }

  int length() {
    return length;
  }

  float[] samples() {
    return waveform.samples(0, length);
  }

  float[] samples(int from, int to) {
    return waveform.samples(from, to);
  }

  int[] bounds() {
    return bounds;
  }
}
