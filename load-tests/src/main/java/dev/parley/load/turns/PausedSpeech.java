package dev.parley.load.turns;

import dev.parley.load.caller.Sound;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Puts pauses into recordings.
final class PausedSpeech {
  private static final int FRAME = 320;

  /// 5 ms at both sides, so that a cut does not click.
  private static final int FADE = 80;

  /// The part of the frames of 20 ms that are no louder than the room.
  private static final double ROOM = 0.05;

  private PausedSpeech() {}

  /// The sound with a pause in it.
  ///
  /// @param position where the pause starts
  /// @param length of the pause in samples
  /// @param room whether the pause is as loud as the quietest parts of the recording, or has zeros
  static Sound of(Sound speech, int position, int length, boolean room, RandomGenerator random) {
    float[] whole = speech.toArray();
    float[] paused = new float[whole.length + length];
    System.arraycopy(whole, 0, paused, 0, position);
    System.arraycopy(whole, position, paused, position + length, whole.length - position);
    double level = room ? roomLevel(whole) : 0;
    for (int i = 0; i < length; i++) {
      paused[position + i] = (float) (level * random.nextGaussian());
    }
    for (int i = 0; i < FADE; i++) {
      float gain = (i + 0.5f) / FADE;
      if (position - 1 - i >= 0) {
        paused[position - 1 - i] *= gain;
      }
      if (position + length + i < paused.length) {
        paused[position + length + i] *= gain;
      }
    }
    return Sound.of(
        speech.name(),
        speech.kind(),
        paused,
        speech.onset() < position ? speech.onset() : speech.onset() + length,
        speech.end() <= position ? speech.end() : speech.end() + length);
  }

  /// The effective value of the quietest parts.
  static double roomLevel(float... samples) {
    double[] energies = new double[samples.length / FRAME];
    for (int i = 0; i < energies.length; i++) {
      double sum = 0;
      for (int j = i * FRAME; j < (i + 1) * FRAME; j++) {
        sum += (double) samples[j] * samples[j];
      }
      energies[i] = sum / FRAME;
    }
    Arrays.sort(energies);
    return energies.length == 0 ? 0 : Math.sqrt(energies[(int) (ROOM * (energies.length - 1))]);
  }
}
