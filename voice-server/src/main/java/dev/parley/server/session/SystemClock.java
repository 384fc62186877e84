package dev.parley.server.session;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The machine's clock, with one thread for all timers of all sessions.
public final class SystemClock implements SessionClock, AutoCloseable {
  private final ScheduledThreadPoolExecutor timers =
      new ScheduledThreadPoolExecutor(
          1, task -> Thread.ofPlatform().daemon().name("session-timers").unstarted(task));

  public SystemClock() {
    timers.setRemoveOnCancelPolicy(true);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public Runnable schedule(Duration delay, Runnable task) {
    Future<?> timer = timers.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> timer.cancel(false);
  }

  /// Forgets all timers.
  @Override
  public void close() {
    timers.shutdownNow();
  }
}
