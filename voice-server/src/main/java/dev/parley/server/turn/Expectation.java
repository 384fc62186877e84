package dev.parley.server.turn;

/// What the person is expected to say.
public enum Expectation {
  /// Anything.
  FREE,
  /// A number in digits, said in groups with pauses.
  DIGITS,
  /// A word letter by letter.
  SPELLING
}
