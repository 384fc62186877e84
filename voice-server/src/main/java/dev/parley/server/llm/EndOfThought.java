package dev.parley.server.llm;

import java.util.OptionalDouble;

/// Judges from words alone whether somebody has said a whole thought: "I would like to order a
/// pizza" is one, "I would like to order a" is none. Thread-safe, shared by all sessions.
public interface EndOfThought {
  /// Knows nothing, as on a server without a model that could judge.
  EndOfThought UNKNOWN = _ -> OptionalDouble.empty();

  /// How likely nothing follows the words in their sentence. Blocks while a model reads what they
  /// have beyond those asked about before, some tens of milliseconds; for virtual threads.
  ///
  /// @param words as recognised so far; punctuation at their end counts for nothing, since
  ///     recognisers end whatever they hear with a full stop
  /// @return from 0 to 1, whole thoughts mostly above 0.2; empty if there are no words, or nobody
  ///     can judge now
  /// @throws InterruptedException if interrupted; nothing is computed for this call any more
  OptionalDouble probability(String words) throws InterruptedException;
}
