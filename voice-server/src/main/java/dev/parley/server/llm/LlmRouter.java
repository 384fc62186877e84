package dev.parley.server.llm;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Chooses who answers: each route names clients in the order in which they are tried.
///
/// The next client is asked when one fails before its first token or lets the first-token deadline
/// pass; a client that thinks has its own thinking deadline instead. The last client of a route has
/// no deadline, as nobody comes after it. Once a token or a tool call was delivered the answer
/// stays with its client: a listener never hears two beginnings. What is asked when the tools have
/// answered is a new answer, for which all clients count again.
///
/// Thread-safe, shared by all sessions.
public final class LlmRouter implements AutoCloseable {
  /// How long a client may take to its first token where nothing else is configured.
  public static final Duration FIRST_TOKEN_DEADLINE = Duration.ofMillis(1500);

  /// Runs deadlines.
  public interface Timer {
    /// Runs `task` after `delay` on a thread of its own choice.
    ///
    /// @return forgets the task, unless it runs already
    Runnable schedule(Duration delay, Runnable task);

    /// Real time; each deadline waits on a virtual thread.
    static Timer realTime() {
      return (delay, task) -> {
        AtomicBoolean decided = new AtomicBoolean();
        Thread waiting =
            Thread.ofVirtual()
                .name("llm-deadline")
                .start(
                    () -> {
                      try {
                        Thread.sleep(delay);
                      } catch (InterruptedException e) {
                        return;
                      }
                      if (decided.compareAndSet(false, true)) {
                        task.run();
                      }
                    });
        return () -> {
          if (decided.compareAndSet(false, true)) {
            waiting.interrupt();
          }
        };
      };
    }
  }

  private final Map<String, List<LlmClient>> routes;
  private final Duration firstTokenDeadline;
  private final Timer timer;

  /// Takes the clients over: [#close] closes them.
  ///
  /// @param routes at least one client for each name, the first choice first
  public LlmRouter(Map<String, List<LlmClient>> routes, Duration firstTokenDeadline, Timer timer) {
    Map<String, List<LlmClient>> copies = new LinkedHashMap<>();
    routes.forEach(
        (name, clients) -> {
          if (clients.isEmpty()) {
            throw new IllegalArgumentException(
                "The route %s names no language model. Name at least one.".formatted(name));
          }
          copies.put(name, List.copyOf(clients));
        });
    this.routes = copies;
    this.firstTokenDeadline = firstTokenDeadline;
    this.timer = timer;
  }

  /// The names of the routes, in the order of the configuration.
  public Set<String> routes() {
    return Collections.unmodifiableSet(routes.keySet());
  }

  /// Starts an answer and returns before its first token. The contract of [LlmClient#generate]
  /// holds, whoever answers.
  ///
  /// @param changes told before another provider is asked, on a thread of a client or of the timer
  /// @throws IllegalArgumentException if there is no such route
  public Generation generate(
      String route, Prompt prompt, TokenSink sink, Consumer<ProviderChange> changes) {
    List<LlmClient> clients = routes.get(route);
    if (clients == null) {
      throw new IllegalArgumentException(
          "There is no route %s to a language model. Choose one of %s."
              .formatted(route, routes.keySet()));
    }
    RoutedGeneration generation =
        new RoutedGeneration(clients, prompt, sink, changes, timer, firstTokenDeadline);
    generation.start();
    return generation;
  }

  @Override
  public void close() {
    Set<LlmClient> clients = new LinkedHashSet<>();
    routes.values().stream().flatMap(Collection::stream).forEach(clients::add);
    clients.forEach(LlmClient::close);
  }
}
