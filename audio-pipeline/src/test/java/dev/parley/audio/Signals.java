package dev.parley.audio;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Signals and ways to cut them, for tests.
public final class Signals {
  private Signals() {}

  /// A sine of amplitude 0.5.
  public static float[] sine(int sampleRate, double frequency, int length) {
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * frequency * i / sampleRate));
    }
    return samples;
  }

  /// White noise between -0.5 and 0.5.
  public static float[] noise(Random random, int length) {
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = random.nextFloat() - 0.5f;
    }
    return samples;
  }

  /// `samples` as frames of random lengths from 1 to `longest`, from position 0 on.
  public static List<PcmFrame> cut(Random random, PcmFormat format, float[] samples, int longest) {
    List<PcmFrame> frames = new ArrayList<>();
    int start = 0;
    while (start < samples.length) {
      int length = Math.min(1 + random.nextInt(longest), samples.length - start);
      frames.add(PcmFrame.of(format, start, samples, start, length));
      start += length;
    }
    return frames;
  }
}
