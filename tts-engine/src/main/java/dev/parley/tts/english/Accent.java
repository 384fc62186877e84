package dev.parley.tts.english;

/// Whose English is spoken.
public enum Accent {
  AMERICAN,
  BRITISH
}
