package dev.parley.tts.stream;

import dev.parley.tts.Voice;
import dev.parley.tts.script.Mark;
import dev.parley.tts.text.TextChunk;
import dev.parley.tts.text.TextChunk.Boundary;
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

  /// What of it goes with the first samples.
  PlannedPiece beginning() {
    List<Mark> early = marks.stream().filter(mark -> mark.place() < text().length()).toList();
    return new PlannedPiece(passage, voice, written, positions, before, Duration.ZERO, early);
  }

  /// What of it goes with the last samples, if there are others before them.
  PlannedPiece ending() {
    List<Mark> late =
        marks.stream()
            .filter(mark -> mark.place() >= text().length())
            .map(mark -> new Mark(mark.name(), 0))
            .toList();
    return new PlannedPiece(
        Passage.of(new TextChunk(0, "", Boundary.WORD)),
        voice,
        new Written(written.start() + written.text().length(), ""),
        positions,
        Duration.ZERO,
        after,
        late);
  }

  PlannedPiece withMarks(List<Mark> others) {
    return new PlannedPiece(passage, voice, written, positions, before, after, others);
  }
}
