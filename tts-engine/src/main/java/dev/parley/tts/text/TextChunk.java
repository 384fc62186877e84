package dev.parley.tts.text;

/// A piece of text that is spoken in one go.
///
/// @param start where it starts within all text, in characters
/// @param text as it was written, with the blanks around it
/// @param boundary what it ends with
public record TextChunk(int start, String text, Boundary boundary) {
  /// What follows a chunk, in the order of rising pauses.
  public enum Boundary {
    /// The clause goes on.
    WORD,
    /// The sentence goes on.
    CLAUSE,
    SENTENCE
  }
}
