package dev.parley.tts;

import java.util.Locale;

/// Whose voice a voice sounds like.
public enum Gender {
  FEMALE,
  MALE,
  /// Its makers do not say, or it has many speakers.
  UNKNOWN;

  /// The lower-case name that messages use; empty if unknown.
  @Override
  public String toString() {
    return this == UNKNOWN ? "" : name().toLowerCase(Locale.ROOT);
  }
}
