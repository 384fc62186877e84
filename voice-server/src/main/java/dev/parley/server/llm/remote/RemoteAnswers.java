package dev.parley.server.llm.remote;

import dev.parley.server.llm.Generation;
import dev.parley.server.llm.TokenSink;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The answers of one client that run. Thread-safe.
///
/// Nothing is tried twice: whether another attempt or another provider is better, only the router
/// knows.
public final class RemoteAnswers {
  private final RemoteFailures failures;
  private final Set<RemoteAnswer> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public RemoteAnswers(RemoteFailures failures) {
    this.failures = failures;
  }

  /// Starts to read an answer and returns at once. After [#close] it fails.
  public Generation start(TokenSink sink, AnswerReader reader) {
    RemoteAnswer answer =
        new RemoteAnswer(
            self -> {
              if (closed) {
                throw failures.closed();
              }
              return reader.read(self);
            },
            sink,
            failures,
            running::remove);
    running.add(answer);
    answer.start();
    return answer;
  }

  /// Cancels what runs and refuses what follows.
  public void close() {
    closed = true;
    running.forEach(RemoteAnswer::cancel);
  }
}
