package dev.parley.tts.stream;

import dev.parley.tts.Voice;
import dev.parley.tts.script.Mark;
import java.time.Duration;
import java.util.List;

/// A piece of a reply before it is spoken.
///
/// @param passage what is said; without text it is only a pause
/// @param voice who says it
/// @param written what was written for it
/// @param positions of the passage's characters
/// @param before silence before it
/// @param after silence behind it
/// @param marks at characters of the passage, in order
record PlannedPiece(
    Passage passage,
    Voice voice,
    Written written,
    SourcePositions positions,
    Duration before,
    Duration after,
    List<Mark> marks) {
  /// @param start in everything that was written
  record Written(int start, String text) {}

  PlannedPiece {
    marks = List.copyOf(marks);
  }

  String text() {
    return passage.chunk().text();
  }

  PlannedPiece withPause(Duration more) {
    return new PlannedPiece(passage, voice, written, positions, before, after.plus(more), marks);
  }

  PlannedPiece withMarks(List<Mark> others) {
    return new PlannedPiece(passage, voice, written, positions, before, after, others);
  }
}
