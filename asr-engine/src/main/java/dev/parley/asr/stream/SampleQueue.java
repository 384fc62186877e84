package dev.parley.asr.stream;

import dev.parley.audio.PcmFrame;
import java.util.Arrays;

/// Samples on their way to a recognition. Not thread-safe.
final class SampleQueue {
  private float[] samples = new float[16_000];
  private int size;

  void add(PcmFrame frame) {
    reserve(frame.length());
    frame.copyTo(samples, size);
    size += frame.length();
  }

  void add(float[] added) {
    reserve(added.length);
    System.arraycopy(added, 0, samples, size, added.length);
    size += added.length;
  }

  void addSilence(int length) {
    reserve(length);
    Arrays.fill(samples, size, size + length, 0);
    size += length;
  }

  int size() {
    return size;
  }

  /// Everything, which stays.
  float[] copy() {
    return Arrays.copyOf(samples, size);
  }

  /// Takes everything out.
  float[] drain() {
    float[] drained = copy();
    size = 0;
    return drained;
  }

  private void reserve(int length) {
    if (samples.length < size + length) {
      samples = Arrays.copyOf(samples, Math.max(2 * samples.length, size + length));
    }
  }
}
