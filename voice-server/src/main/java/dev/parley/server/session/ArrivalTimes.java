package dev.parley.server.session;

import java.util.ArrayDeque;
import java.util.Deque;

/// When the newest audio of a stream arrived. Keeps the latest [#CAPACITY] chunks.
final class ArrivalTimes {
  static final int CAPACITY = 1_024;

  private record Arrival(long end, long time) {}

  private final Deque<Arrival> arrivals = new ArrayDeque<>();

  /// The audio before position `end` was there at `time`.
  void add(long end, long time) {
    arrivals.addLast(new Arrival(end, time));
    if (arrivals.size() > CAPACITY) {
      arrivals.removeFirst();
    }
  }

  /// When the sample before `position` arrived; `otherwise` if it did not.
  long of(long position, long otherwise) {
    for (Arrival arrival : arrivals) {
      if (arrival.end() >= position) {
        return arrival.time();
      }
    }
    return otherwise;
  }

  /// When the newest audio arrived; the distant past if none did.
  long last() {
    return arrivals.isEmpty() ? Long.MIN_VALUE / 2 : arrivals.getLast().time();
  }
}
