package dev.parley.load.figures;

import java.util.ArrayList;
import java.util.List;

/// Readings of memory over time: whether it grows. Thread-safe.
public final class MemoryTrend {
  private record Reading(double seconds, double bytes) {}

  private final List<Reading> readings = new ArrayList<>();

  public synchronized void add(double seconds, double bytes) {
    readings.add(new Reading(seconds, bytes));
  }

  public synchronized int count() {
    return readings.size();
  }

  /// The median of the first quarter of the readings, at least of one.
  public synchronized double firstQuarter() {
    return median(readings.subList(0, Math.ceilDiv(readings.size(), 4)));
  }

  /// The median of the last quarter of the readings, at least of one.
  public synchronized double lastQuarter() {
    return median(
        readings.subList(readings.size() - Math.ceilDiv(readings.size(), 4), readings.size()));
  }

  /// The slope of the straight line that fits best, in bytes an hour.
  public synchronized double bytesPerHour() {
    double meanSeconds = readings.stream().mapToDouble(Reading::seconds).average().orElse(0);
    double meanBytes = readings.stream().mapToDouble(Reading::bytes).average().orElse(0);
    double product = 0;
    double square = 0;
    for (Reading reading : readings) {
      product += (reading.seconds() - meanSeconds) * (reading.bytes() - meanBytes);
      square += (reading.seconds() - meanSeconds) * (reading.seconds() - meanSeconds);
    }
    return square == 0 ? 0 : 3_600 * product / square;
  }

  private static double median(List<Reading> part) {
    return Distribution.of(part.stream().map(Reading::bytes).toList()).median();
  }
}
