package dev.parley.load.vad;

import java.util.BitSet;

/// Counts frames of speech that were found and that were not.
final class FrameScore {
  private long right;
  private long found;
  private long spoken;

  /// Adds a recording.
  void add(Stretches labelled, Stretches detected) {
    BitSet truth = labelled.frames();
    BitSet guess = detected.frames();
    spoken += truth.cardinality();
    found += guess.cardinality();
    truth.and(guess);
    right += truth.cardinality();
  }

  /// The part of what was found that is speech.
  double precision() {
    return (double) right / found;
  }

  /// The part of the speech that was found.
  double recall() {
    return (double) right / spoken;
  }

  /// The harmonic mean of both.
  double f1() {
    return 2.0 * right / (found + spoken);
  }
}
