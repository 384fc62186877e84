package dev.parley.load.live;

import java.util.concurrent.locks.LockSupport;

/// Waiting for moments of `System.nanoTime()`.
public final class Schedule {
  private Schedule() {}

  /// Returns at that moment, or at once if it has passed.
  public static void sleepUntil(long due) throws InterruptedException {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LockSupport.parkNanos(left);
    }
  }
}
