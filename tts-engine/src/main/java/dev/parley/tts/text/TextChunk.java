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
    SENTENCE;

    /// What the marks at the end of a text say of what follows.
    public static Boundary behind(String text) {
      for (int i = text.length() - 1; i >= 0; i--) {
        char c = text.charAt(i);
        if (".!?…。！？".indexOf(c) >= 0) {
          return SENTENCE;
        }
        if (",;:—–".indexOf(c) >= 0) {
          return CLAUSE;
        }
        if (Character.isLetterOrDigit(c)) {
          return WORD;
        }
      }
      return WORD;
    }
  }
}
