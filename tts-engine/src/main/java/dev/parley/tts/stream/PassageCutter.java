package dev.parley.tts.stream;

import dev.parley.tts.pronunciation.Replacement;
import dev.parley.tts.text.TextChunk;
import dev.parley.tts.text.TextChunk.Boundary;
import java.util.ArrayList;
import java.util.List;

/// Cuts a chunk where given pronunciations make it much longer than it is written, so that no piece
/// of audio grows without bounds.
final class PassageCutter {
  /// How many characters the pronunciations of a passage may add.
  private static final int MOST_ADDED = 400;

  private PassageCutter() {}

  /// A part of a chunk.
  ///
  /// @param replacements in characters of the part
  record Part(TextChunk chunk, List<Replacement> replacements) {}

  /// @param replacements in characters of the chunk, in order, without overlaps
  static List<Part> cut(TextChunk chunk, List<Replacement> replacements) {
    List<Part> parts = new ArrayList<>();
    List<Replacement> present = new ArrayList<>();
    int start = 0;
    int added = 0;
    for (Replacement replacement : replacements) {
      int more =
          Math.max(0, replacement.spoken().length() - (replacement.end() - replacement.start()));
      if (added + more > MOST_ADDED && !present.isEmpty()) {
        parts.add(part(chunk, start, replacement.start(), Boundary.WORD, present));
        present = new ArrayList<>();
        start = replacement.start();
        added = 0;
      }
      present.add(replacement);
      added += more;
    }
    parts.add(part(chunk, start, chunk.text().length(), chunk.boundary(), present));
    return parts;
  }

  private static Part part(
      TextChunk chunk, int start, int end, Boundary boundary, List<Replacement> replacements) {
    return new Part(
        new TextChunk(chunk.start() + start, chunk.text().substring(start, end), boundary),
        replacements.stream().map(replacement -> replacement.from(start)).toList());
  }
}
