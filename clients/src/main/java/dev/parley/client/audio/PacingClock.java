package dev.parley.client.audio;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// The time by which audio is paced; tests inject their own.
public interface PacingClock {
  /// The machine's monotonic clock.
  PacingClock SYSTEM =
      new PacingClock() {
        private final long start = System.nanoTime();

        @Override
        public Duration now() {
          return Duration.ofNanos(System.nanoTime() - start);
        }

        @Override
        public void sleepUntil(Duration time) throws InterruptedException {
          for (Duration left = time.minus(now()); left.isPositive(); left = time.minus(now())) {
            if (Thread.interrupted()) {
              throw new InterruptedException();
            }
            LockSupport.parkNanos(left.toNanos());
          }
        }
      };

  /// Time since some fixed moment; never runs backwards.
  Duration now();

  /// Waits until [#now] is at least `time`; returns at once if it is.
  void sleepUntil(Duration time) throws InterruptedException;
}
