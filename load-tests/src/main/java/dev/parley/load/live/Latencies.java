package dev.parley.load.live;

import dev.parley.load.figures.MarkdownTable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Counts durations. Thread-safe.
final class Latencies {
  private static final long LONGEST = TimeUnit.MINUTES.toMicros(10);

  private final Histogram histogram = new ConcurrentHistogram(LONGEST, 3);

  void add(long nanoseconds) {
    histogram.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanoseconds), 0, LONGEST));
  }

  void addAll(Latencies other) {
    histogram.add(other.histogram);
  }

  long count() {
    return histogram.getTotalCount();
  }

  double milliseconds(double percentile) {
    return count() == 0 ? Double.NaN : histogram.getValueAtPercentile(percentile) / 1e3;
  }

  /// Median, 95th and 99th percentile in milliseconds, for a cell of a table.
  String summary() {
    return count() == 0
        ? "-"
        : "%s / %s / %s"
            .formatted(
                MarkdownTable.number(milliseconds(50), 0),
                MarkdownTable.number(milliseconds(95), 0),
                MarkdownTable.number(milliseconds(99), 0));
  }
}
