package dev.parley.tts.english;

import dev.parley.tts.english.normalize.Conventions;

/// Whose English is spoken.
public enum Accent {
  AMERICAN(Conventions.AMERICAN),
  BRITISH(Conventions.BRITISH);

  private final Conventions conventions;

  Accent(Conventions conventions) {
    this.conventions = conventions;
  }

  Conventions conventions() {
    return conventions;
  }
}
