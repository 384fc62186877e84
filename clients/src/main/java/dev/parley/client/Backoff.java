package dev.parley.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before each attempt: twice as long every time, up to a limit, and by chance up
/// to half of that less, so that clients who were cut off together do not come back together.
///
/// @param first before the first attempt
/// @param longest the limit
/// @param random the chance
record Backoff(Duration first, Duration longest, RandomGenerator random) {
  private static final int MOST_DOUBLINGS = 30;

  /// @param attempt counted from 0
  Duration delay(int attempt) {
    long most =
        Math.min(first.toNanos() * (1L << Math.min(attempt, MOST_DOUBLINGS)), longest.toNanos());
    return Duration.ofNanos(most - (long) (random.nextDouble() * most / 2));
  }
}
