package dev.parley.load.words;

import java.util.Arrays;
import java.util.OptionalLong;

/// Finds where an utterance is heard in its recording by the energy of its samples alone.
///
/// High frequencies are raised (each sample less 0.97 of the one before it), so that consonants
/// count. The level is that of 20 ms, every 5 ms. From the quiet level of the utterance (its 5th
/// percentile) to the loud one (the 95th), in decibels, 40 % of the way is audible where half of
/// 80 ms inwards is as loud. A bound is not told if it moves by more than 60 ms between a third and
/// a half of the way: breath and noise hide it.
public final class AudibleSpeech {
  private static final double EMPHASIS = 0.97;
  private static final int FRAME = 320;
  private static final int HOP = 80;
  private static final int RUN = 16;
  private static final double SILENCE = 1e-9;

  private static final double QUIET = 0.05;
  private static final double LOUD = 0.95;
  private static final double AUDIBLE = 0.4;
  private static final double LESS = 1.0 / 3;
  private static final double MORE = 0.5;
  private static final int TOLERANCE = 960;

  private final double[] levels;
  private final double[] sorted;

  private AudibleSpeech(float[] samples, int start, int end) {
    double[] energy = new double[end - start + 1];
    for (int i = start; i < end; i++) {
      double value = samples[i] - (i == start ? 0 : EMPHASIS * samples[i - 1]);
      energy[i - start + 1] = energy[i - start] + value * value;
    }
    levels = new double[Math.max(0, (end - start - FRAME) / HOP + 1)];
    for (int i = 0; i < levels.length; i++) {
      double sum = energy[i * HOP + FRAME] - energy[i * HOP];
      levels[i] = 10 * Math.log10(sum / FRAME + SILENCE);
    }
    sorted = levels.clone();
    Arrays.sort(sorted);
  }

  /// @param recording that holds the utterance
  public static Bounds of(float[] recording, Utterance utterance) {
    AudibleSpeech speech =
        new AudibleSpeech(recording, (int) utterance.start(), (int) utterance.end());
    return new Bounds(
        speech.agreed(utterance.start(), true), speech.agreed(utterance.start(), false));
  }

  private OptionalLong agreed(long offset, boolean start) {
    int less = heard(LESS, start);
    int more = heard(MORE, start);
    int frame = heard(AUDIBLE, start);
    return frame < 0 || more < 0 || Math.abs(more - less) * HOP > TOLERANCE
        ? OptionalLong.empty()
        : OptionalLong.of(offset + (long) frame * HOP + FRAME / 2);
  }

  /// The first frame that is heard, or the last; -1 if none is.
  private int heard(double part, boolean first) {
    if (levels.length == 0) {
      return -1;
    }
    double quiet = sorted[(int) (QUIET * (levels.length - 1))];
    double loud = sorted[(int) (LOUD * (levels.length - 1))];
    double threshold = quiet + part * (loud - quiet);
    int step = first ? 1 : -1;
    for (int i = first ? 0 : levels.length - 1; i >= 0 && i < levels.length; i += step) {
      if (levels[i] > threshold && loudFrames(i, step, threshold) >= RUN / 2) {
        return i;
      }
    }
    return -1;
  }

  private int loudFrames(int from, int step, double threshold) {
    int loud = 0;
    for (int i = 0; i < RUN; i++) {
      int frame = from + i * step;
      if (frame >= 0 && frame < levels.length && levels[frame] > threshold) {
        loud++;
      }
    }
    return loud;
  }
}
