package dev.parley.load.host;

import dev.parley.client.VoiceClient;
import dev.parley.client.cli.terminal.Sentences;
import dev.parley.client.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Makes calls, some at once, each over a connection of its own. For one thread.
public final class Callers {
  /// One call.
  @FunctionalInterface
  public interface Call<T> {
    T over(VoiceClient client) throws Exception;
  }

  private final Host server;
  private final int streams;
  private final Terminal terminal;
  private int failures;

  /// @param streams calls at once
  public Callers(Host server, int streams, Terminal terminal) {
    this.server = server;
    this.streams = streams;
    this.terminal = terminal;
  }

  /// Makes all of them; what came of each, in their order. Those that failed are told on the
  /// terminal and are empty.
  ///
  /// @param name for the status line
  public <T> List<Optional<T>> make(String name, List<Call<T>> calls) throws InterruptedException {
    List<Future<T>> running = new ArrayList<>();
    List<Optional<T>> results = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(streams, Thread.ofVirtual().name("call-", 0).factory())) {
      for (Call<T> call : calls) {
        running.add(
            threads.submit(
                () -> {
                  try (VoiceClient client = server.connect()) {
                    return call.over(client);
                  }
                }));
      }
      try {
        for (int i = 0; i < running.size(); i++) {
          terminal.status("%s: %d of %d".formatted(name, i + 1, running.size()));
          results.add(result("%s %d".formatted(name, i + 1), running.get(i)));
        }
      } finally {
        running.forEach(one -> one.cancel(true));
      }
    }
    return results;
  }

  /// How many calls have failed.
  public int failures() {
    return failures;
  }

  private <T> Optional<T> result(String name, Future<T> running) throws InterruptedException {
    try {
      return Optional.of(running.get());
    } catch (ExecutionException e) {
      failures++;
      terminal.note("%s: %s".formatted(name, Sentences.of(e)));
      return Optional.empty();
    }
  }
}
