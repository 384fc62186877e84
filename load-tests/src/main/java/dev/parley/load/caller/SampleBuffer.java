package dev.parley.load.caller;

import java.util.Arrays;

/// Samples without gaps from the start of a call on. Not thread-safe.
final class SampleBuffer {
  private float[] samples = new float[1 << 17];
  private int length;

  int length() {
    return length;
  }

  void add(float... more) {
    add(more, 0, more.length);
  }

  void add(float[] from, int start, int count) {
    reserve(count);
    System.arraycopy(from, start, samples, length, count);
    length += count;
  }

  void addSilence(int count) {
    reserve(count);
    Arrays.fill(samples, length, length + count, 0);
    length += count;
  }

  /// Silence before the start and where nothing is yet.
  float at(long position) {
    return position < 0 || position >= length ? 0 : samples[(int) position];
  }

  float[] toArray() {
    return Arrays.copyOf(samples, length);
  }

  private void reserve(int count) {
    if (length + count > samples.length) {
      samples = Arrays.copyOf(samples, Math.max(length + count, 2 * samples.length));
    }
  }
}
