package dev.parley.tts.english;

/// A word to be read.
///
/// @param text as it is written, with straight apostrophes
/// @param tag its part of speech
record Word(String text, String tag) {
  /// How its case changes the stress.
  Stress emphasis() {
    if (text.equals(text.toLowerCase(java.util.Locale.ROOT))) {
      return Stress.KEPT;
    }
    return text.equals(text.toUpperCase(java.util.Locale.ROOT))
        ? Stress.PRIMARY_NEEDED
        : Stress.RAISED;
  }

  Word withText(String other) {
    return new Word(other, tag);
  }
}
