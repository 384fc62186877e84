package dev.parley.server.session;

import java.time.Duration;
import java.time.Instant;

/// The time that sessions live by. Tests turn it by hand.
public interface SessionClock {
  /// Time that only grows, for measuring.
  long nanoTime();

  /// The time of day, for messages.
  Instant now();

  /// Runs `task` after `delay` on a thread of the clock; the task must not block.
  ///
  /// @return what cancels it; cancelling is idempotent and never blocks
  Runnable schedule(Duration delay, Runnable task);
}
