package dev.parley.audio;

import java.util.Objects;

/// An immutable piece of a mono stream: samples between -1 and 1, and where in the stream they
/// stand.
///
/// A class rather than a record because it guards its array: samples are copied in and out, so a
/// frame can be handed to any thread.
public final class PcmFrame {
  private final PcmFormat format;
  private final long position;
  private final float[] samples;

  private PcmFrame(PcmFormat format, long position, float[] samples) {
    this.format = format;
    this.position = position;
    this.samples = samples;
  }

  /// A frame with a copy of `samples`.
  ///
  /// @param position the number of samples in the stream before this frame
  public static PcmFrame of(PcmFormat format, long position, float... samples) {
    return of(format, position, samples, 0, samples.length);
  }

  /// A frame with a copy of `length` samples from `offset` on.
  public static PcmFrame of(
      PcmFormat format, long position, float[] samples, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, samples.length);
    if (position < 0) {
      throw new IllegalArgumentException("A frame cannot stand at position " + position + ".");
    }
    float[] copy = new float[length];
    System.arraycopy(samples, offset, copy, 0, length);
    return new PcmFrame(format, position, copy);
  }

  public PcmFormat format() {
    return format;
  }

  /// The number of samples in the stream before this frame.
  public long position() {
    return position;
  }

  /// The position just behind the last sample.
  public long end() {
    return position + samples.length;
  }

  /// The number of samples.
  public int length() {
    return samples.length;
  }

  /// One sample, -1 to 1.
  public float sample(int index) {
    return samples[index];
  }

  /// Copies all samples into `target` from `offset` on.
  public void copyTo(float[] target, int offset) {
    System.arraycopy(samples, 0, target, offset, samples.length);
  }

  /// Copies `length` samples from `start` on into `target` from `offset` on.
  public void copyTo(int start, float[] target, int offset, int length) {
    System.arraycopy(samples, start, target, offset, length);
  }

  /// The samples from `start` to `end` (exclusive, counted within this frame) as a frame of their
  /// own.
  public PcmFrame slice(int start, int end) {
    return of(format, position + start, samples, start, end - start);
  }

  /// This frame at another position of another stream.
  public PcmFrame at(long newPosition) {
    return new PcmFrame(format, newPosition, samples);
  }

  /// A copy of the samples.
  public float[] toArray() {
    return samples.clone();
  }

  @Override
  public String toString() {
    return "PcmFrame[%d samples at %d, %d Hz]"
        .formatted(samples.length, position, format.sampleRate());
  }
}
