package dev.parley.client.cli.terminal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.OptionalInt;

/// What is done when the user (Ctrl-C) or the system (SIGTERM) ends the process.
///
/// The tasks run newest first and share a time limit; then the process is gone, without the
/// shutdown hooks of libraries: ONNX Runtime's frees everything at once, also what other threads
/// still compute with, and crashes. A second signal ends it at once. Thread-safe.
public final class Interruption {
  private final Terminal terminal;
  private final Duration limit;
  private final Deque<Task> tasks = new ArrayDeque<>();
  private OptionalInt status = OptionalInt.empty();
  private boolean begun;

  /// Takes the task back when closed.
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  @FunctionalInterface
  private interface Task {
    void run();
  }

  /// @param limit for all tasks together
  public Interruption(Terminal terminal, Duration limit) {
    this.terminal = terminal;
    this.limit = limit;
  }

  /// Takes over the end of this process.
  public void install() {
    Signals.handle(this::end);
  }

  /// Adds a task; it must not throw.
  public synchronized Registration add(Runnable task) {
    Task entry = task::run;
    tasks.addFirst(entry);
    return () -> remove(entry);
  }

  /// The exit status from now on, for commands whose regular end is a signal. Without it, it is
  /// what a shell expects: 128 and the number of the signal.
  public synchronized void endWith(int newStatus) {
    status = OptionalInt.of(newStatus);
  }

  /// Whether the process is being ended by a signal.
  public synchronized boolean hasBegun() {
    return begun;
  }

  private synchronized void remove(Task entry) {
    for (Iterator<Task> iterator = tasks.iterator(); iterator.hasNext(); ) {
      if (iterator.next() == entry) {
        iterator.remove();
        return;
      }
    }
  }

  private void end(int signal) {
    Deque<Task> taken;
    int exitStatus;
    synchronized (this) {
      exitStatus = status.orElse(128 + signal);
      if (begun) {
        ProcessEnd.now(exitStatus);
      }
      begun = true;
      taken = new ArrayDeque<>(tasks);
    }
    Thread work = Thread.ofPlatform().daemon().unstarted(() -> taken.forEach(Task::run));
    work.start();
    try {
      work.join(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    terminal.status("");
    ProcessEnd.now(exitStatus);
  }
}
