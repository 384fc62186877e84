package dev.parley.asr.decoding;

import dev.parley.audio.feature.FeatureWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where a window is quiet for long enough to lie between words, by the loudness of its features,
/// which are at hand in every mode and for every piece of audio.
///
/// @param pauses in order, apart from each other
/// @param positions length of the audio, in encoder positions of 20 ms
/// @param known whether loud and quiet can be told apart; if not, there are no pauses
record Pauses(List<Pause> pauses, int positions, boolean known) {
  /// 0.12 s: less is the closure of a consonant.
  private static final int SHORTEST = 6;

  /// What is heard, as a part of the way from quiet to loud.
  private static final float HEARD = 1f / 3;

  /// 40 dB in normalised features: what is quiet must not be decided by digital silence.
  private static final float WIDEST = 1;

  /// 10 dB: less is noise, or a voice in noise as loud.
  private static final float NARROWEST = 0.25f;

  private static final double QUIET_QUANTILE = 0.1;
  private static final double LOUD_QUANTILE = 0.95;

  /// A stretch without voice, in encoder positions; empty only at the end of the audio.
  record Pause(int start, int end) {
    double distance(double position) {
      return Math.max(0, Math.max(start - position, position - end));
    }
  }

  Pauses {
    pauses = List.copyOf(pauses);
  }

  static Pauses of(FeatureWindow window) {
    float[] levels = levels(window);
    float[] sorted = levels.clone();
    Arrays.sort(sorted);
    float loud = quantile(sorted, LOUD_QUANTILE);
    float quiet = Math.max(quantile(sorted, QUIET_QUANTILE), loud - WIDEST);
    if (loud - quiet < NARROWEST) {
      return new Pauses(List.of(), levels.length, false);
    }
    float heard = quiet + HEARD * (loud - quiet);
    List<Pause> pauses = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= levels.length; i++) {
      boolean end = i == levels.length;
      if (end || levels[i] >= heard) {
        boolean outside = start == 0 || end;
        if (i - start >= (outside ? 1 : SHORTEST)) {
          pauses.add(new Pause(start, i));
        }
        start = i + 1;
      }
    }
    if (pauses.isEmpty() || pauses.getLast().end() < levels.length) {
      // Nothing is spoken behind the end.
      pauses.add(new Pause(levels.length, levels.length));
    }
    return new Pauses(pauses, levels.length, true);
  }

  /// The position behind the last sound; the end of the audio if that cannot be told.
  int lastHeard() {
    if (pauses.isEmpty() || pauses.getLast().end() < positions) {
      return positions;
    }
    return pauses.getLast().start();
  }

  /// The mean of the bands' logarithms, in which consonants are heard, although their energy is
  /// small.
  private static float[] levels(FeatureWindow window) {
    float[] values = window.values();
    int frames = window.frames();
    int bands = values.length / frames;
    float[] levels = new float[Math.min(window.contentTimestamps(), frames / 2)];
    for (int i = 0; i < levels.length; i++) {
      for (int j = 2 * i * bands; j < 2 * (i + 1) * bands; j++) {
        levels[i] += values[j];
      }
    }
    for (int i = 0; i < levels.length; i++) {
      levels[i] /= 2 * bands;
    }
    return levels;
  }

  private static float quantile(float[] sorted, double part) {
    return sorted.length == 0 ? 0 : sorted[(int) (part * (sorted.length - 1))];
  }
}
