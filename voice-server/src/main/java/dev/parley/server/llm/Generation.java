package dev.parley.server.llm;

/// The handle of one answer.
public interface Generation {
  /// Stops the answer. Idempotent, never throws, never blocks; also before the first token.
  void cancel();

  /// Whether the answer has ended, one way or another.
  boolean isDone();
}
