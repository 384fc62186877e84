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

  /// A buzz of 120 Hz through the moving formants of "ah" and "ee", at 16 kHz.
  public static float[] vowels(int length) {
    float[] samples = new float[length];
    double phase = 0;
    double[] state = new double[6];
    for (int i = 0; i < samples.length; i++) {
      double pitch = 120 + 15 * Math.sin(2 * Math.PI * 2 * i / 16_000.0);
      phase += pitch / 16_000;
      double pulse = phase >= 1 ? 1 : 0;
      phase -= Math.floor(phase);
      double glide = 0.5 - 0.5 * Math.cos(2 * Math.PI * 3 * i / 16_000.0);
      double sound = resonate(pulse, 700 - 400 * glide, 90, state, 0);
      sound = resonate(sound, 1_200 + 1_000 * glide, 110, state, 2);
      sound = resonate(sound, 2_600, 160, state, 4);
      samples[i] = (float) (0.6 * glide * sound + 0.2 * sound);
    }
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= 0.5f / peak;
    }
    return samples;
  }

  private static double resonate(
      double input, double frequency, double bandwidth, double[] state, int offset) {
    double radius = Math.exp(-Math.PI * bandwidth / 16_000);
    double output =
        (1 - radius) * input
            + 2 * radius * Math.cos(2 * Math.PI * frequency / 16_000) * state[offset]
            - radius * radius * state[offset + 1];
    state[offset + 1] = state[offset];
    state[offset] = output;
    return output;
  }
}
