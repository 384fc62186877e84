package dev.parley.load.peer;

import dev.parley.client.cli.terminal.Progress;
import dev.parley.client.cli.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Lets engines that are all loaded take turns on every task, so that whatever else the machine
/// does, and however warm it is, meets all alike.
public final class Contest {
  private final Terminal terminal;
  private final Duration pause;
  private final int warmUps;

  /// What an engine does with a task.
  ///
  /// @param <C> the engines
  /// @param <T> the tasks
  /// @param <R> what comes of them
  @FunctionalInterface
  public interface Turn<C, T, R> {
    R take(C engine, T task) throws IOException, InterruptedException;
  }

  /// @param pause before every turn, so that the threads of the engine before have gone to sleep
  /// @param warmUps how many of the first tasks every engine does before anything counts
  public Contest(Terminal terminal, Duration pause, int warmUps) {
    this.terminal = terminal;
    this.pause = pause;
    this.warmUps = warmUps;
  }

  /// @return for every engine, for every round, what it made of the tasks
  public <C extends Contestant, T, R> List<List<List<R>>> run(
      List<C> engines, List<T> tasks, int rounds, Turn<C, T, R> turn)
      throws IOException, InterruptedException {
    List<List<List<R>>> results = new ArrayList<>();
    try (Progress progress = new Progress(terminal)) {
      for (C engine : engines) {
        progress.show("Warming up " + engine.name() + "…");
        for (T task : tasks.subList(0, Math.min(warmUps, tasks.size()))) {
          turn.take(engine, task);
        }
        results.add(new ArrayList<>());
      }
      for (int round = 0; round < rounds; round++) {
        for (List<List<R>> result : results) {
          result.add(new ArrayList<>());
        }
        for (int number = 0; number < tasks.size(); number++) {
          progress.show(
              "Round " + (round + 1),
              (double) (round * tasks.size() + number) / (rounds * tasks.size()),
              "%d of %d".formatted(number + 1, tasks.size()));
          // Who comes first changes from task to task.
          for (int place = 0; place < engines.size(); place++) {
            int engine = (place + number + round) % engines.size();
            Thread.sleep(pause);
            results.get(engine).get(round).add(turn.take(engines.get(engine), tasks.get(number)));
          }
        }
      }
    }
    return results;
  }
}
