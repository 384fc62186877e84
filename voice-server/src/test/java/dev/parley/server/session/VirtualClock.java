package dev.parley.server.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Time that stands still until a test moves it. Tasks run on the thread that moves it.
final class VirtualClock implements SessionClock {
  private record Task(long due, long order, Runnable action) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::order));
  private long now = 1_000_000_000L;
  private long order;

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  @Override
  public synchronized Instant now() {
    return Instant.EPOCH.plusNanos(now);
  }

  @Override
  public synchronized Runnable schedule(Duration delay, Runnable action) {
    Task task = new Task(now + delay.toNanos(), order++, action);
    tasks.add(task);
    return () -> {
      synchronized (this) {
        tasks.remove(task);
      }
    };
  }

  /// Lets time pass, and what falls due happen.
  void advance(Duration duration) {
    long end = nanoTime() + duration.toNanos();
    while (true) {
      Task next;
      synchronized (this) {
        next = tasks.peek();
        if (next == null || next.due() > end) {
          now = end;
          return;
        }
        tasks.remove();
        now = Math.max(now, next.due());
      }
      next.action().run();
    }
  }
}
