package dev.parley.client.cli.terminal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/// What is done when the user (Ctrl-C) or the system (SIGTERM) ends the process.
///
/// The tasks run newest first and share a time limit; then the process is halted, because a regular
/// exit would take native libraries down while their threads still run. Thread-safe.
public final class Interruption {
  /// What a shell expects of a command that Ctrl-C ended.
  public static final int INTERRUPTED = 130;

  private final Terminal terminal;
  private final Duration limit;
  private final Deque<Task> tasks = new ArrayDeque<>();
  private int status = INTERRUPTED;

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
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("interruption").unstarted(this::end));
  }

  /// Adds a task; it must not throw.
  public synchronized Registration add(Runnable task) {
    Task entry = task::run;
    tasks.addFirst(entry);
    return () -> remove(entry);
  }

  /// The exit status from now on, for commands whose regular end is a signal.
  public synchronized void endWith(int newStatus) {
    status = newStatus;
  }

  private synchronized void remove(Task entry) {
    for (Iterator<Task> iterator = tasks.iterator(); iterator.hasNext(); ) {
      if (iterator.next() == entry) {
        iterator.remove();
        return;
      }
    }
  }

  private synchronized Deque<Task> take() {
    Deque<Task> taken = new ArrayDeque<>(tasks);
    tasks.clear();
    return taken;
  }

  private void end() {
    Thread work = Thread.ofPlatform().daemon().unstarted(() -> take().forEach(Task::run));
    work.start();
    try {
      work.join(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    terminal.status("");
    synchronized (this) {
      Runtime.getRuntime().halt(status);
    }
  }
}
