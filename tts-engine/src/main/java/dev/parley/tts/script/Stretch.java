package dev.parley.tts.script;

import java.time.Duration;

/// A stretch of a script that is spoken in one way.
///
/// @param start its first character
/// @param end the character behind its last one; the start if it is only a pause
/// @param speaking who speaks and how
/// @param ending what it ends with
/// @param pause silence behind it besides what its ending brings
public record Stretch(int start, int end, Speaking speaking, Ending ending, Duration pause) {
  /// What a stretch ends with, in the order of rising pauses.
  public enum Ending {
    /// The sentence may go on.
    OPEN,
    SENTENCE,
    PARAGRAPH
  }

  boolean isEmpty() {
    return start == end;
  }

  Stretch until(int other) {
    return new Stretch(start, other, speaking, ending, pause);
  }

  Stretch with(Ending other, Duration more) {
    Ending later = ending.compareTo(other) < 0 ? other : ending;
    return new Stretch(start, end, speaking, later, pause.plus(more));
  }
}
