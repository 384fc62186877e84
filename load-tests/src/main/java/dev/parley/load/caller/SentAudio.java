package dev.parley.load.caller;

import java.util.Arrays;

/// What a caller has sent, frame by frame, and when. Not thread-safe.
final class SentAudio {
  private final SampleBuffer samples = new SampleBuffer();
  private long[] times = new long[1_024];
  private int frames;

  /// @param frame of 20 ms
  void add(long nanos, float... frame) {
    if (frames == times.length) {
      times = Arrays.copyOf(times, 2 * frames);
    }
    times[frames++] = nanos;
    samples.add(frame);
  }

  int frames() {
    return frames;
  }

  float[] toArray() {
    return samples.toArray();
  }

  long[] times() {
    return Arrays.copyOf(times, frames);
  }
}
