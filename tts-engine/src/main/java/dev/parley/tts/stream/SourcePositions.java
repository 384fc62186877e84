package dev.parley.tts.stream;

/// Where the characters of a passage stand in everything that was written to the stream.
interface SourcePositions {
  int start(int index);

  /// Behind the character.
  int end(int index);

  /// A passage that is spoken as it was written.
  ///
  /// @param start of the passage
  static SourcePositions from(int start) {
    return new SourcePositions() {
      @Override
      public int start(int index) {
        return start + index;
      }

      @Override
      public int end(int index) {
        return start + index + 1;
      }
    };
  }
}
