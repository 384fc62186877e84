package dev.parley.server.turn;

/// How the end of a turn is found.
public enum TurnDetection {
  /// Sound and words decide.
  SEMANTIC,
  /// A silence of a fixed length decides.
  SILENCE
}
