package dev.parley.load.micro;

import org.openjdk.jmh.runner.options.TimeValue;

/// How long a benchmark is measured.
///
/// @param forks processes, one after the other
/// @param warmUps iterations of each process that do not count
/// @param iterations of each process that count
/// @param iteration how long each of them is
record Effort(int forks, int warmUps, int iterations, TimeValue iteration) {
  /// About half a minute a benchmark.
  static final Effort FULL = new Effort(2, 3, 5, TimeValue.seconds(2));

  /// A few seconds, enough to see that a benchmark works.
  static final Effort QUICK = new Effort(1, 3, 3, TimeValue.milliseconds(500));
}
