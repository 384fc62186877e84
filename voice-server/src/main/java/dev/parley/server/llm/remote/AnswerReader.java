package dev.parley.server.llm.remote;

import dev.parley.server.llm.TokenUsage;

/// Asks a server for one answer and reads it.
@FunctionalInterface
public interface AnswerReader {
  /// How an answer ended that its server calls complete.
  enum Reason {
    /// The model had said everything.
    DONE,
    /// No tokens were left.
    LENGTH,
    /// The server withheld what would have followed.
    WITHHELD
  }

  /// @param usage zeros where the server tells nothing
  record End(Reason reason, TokenUsage usage) {}

  /// Hands the answer on as it comes and blocks until its end. Runs on the answer's own thread,
  /// which is interrupted when nobody wants the answer any more; whatever is thrown then is
  /// ignored.
  ///
  /// @throws dev.parley.server.llm.LlmException if there is no answer, or it broke off
  /// @throws java.util.concurrent.CancellationException as `answer` throws it
  End read(RemoteAnswer answer) throws InterruptedException;
}
