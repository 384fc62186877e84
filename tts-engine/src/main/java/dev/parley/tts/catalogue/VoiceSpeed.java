package dev.parley.tts.catalogue;

import java.util.Locale;

/// How fast a voice speaks on one processor core, beside real time.
public enum VoiceSpeed {
  /// More than fifty times.
  FASTEST,
  /// More than eight times.
  FAST,
  /// More than twice.
  MODERATE,
  /// About as long as it lasts.
  SLOW;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
