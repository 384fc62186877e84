package dev.parley.asr.stream;

import java.util.ArrayDeque;
import java.util.Iterator;

/// Where in the session's stream the samples of a recognition stand. Gaps in the session's stream
/// are kept up to a second; of a longer one, only a second is left.
///
/// Thread-safe.
final class Timeline {
  private static final long LONGEST_GAP = 16_000;

  /// From sample `offset` of the recognition on, positions count from `position`.
  private record Piece(long offset, long position) {}

  private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
  private long length;

  /// Notes that audio from `position` on follows.
  ///
  /// @return how many samples of silence to put before it
  /// @throws IllegalArgumentException if that part of the stream has been passed
  synchronized int advance(long position, int samples) {
    if (pieces.isEmpty()) {
      pieces.add(new Piece(length, position));
      length += samples;
      return 0;
    }
    long gap = position - position(length);
    if (gap < 0) {
      throw new IllegalArgumentException(
          "The frame at %d is out of order: the stream has come to %d."
              .formatted(position, position(length)));
    }
    int silence = (int) Math.min(gap, LONGEST_GAP);
    length += silence;
    if (silence < gap) {
      pieces.add(new Piece(length, position));
    }
    length += samples;
    return silence;
  }

  /// The number of samples, silence included.
  synchronized long length() {
    return length;
  }

  /// The position of sample number `offset`.
  synchronized long position(long offset) {
    Piece best = new Piece(0, 0);
    Iterator<Piece> newest = pieces.descendingIterator();
    while (newest.hasNext()) {
      best = newest.next();
      if (best.offset <= offset) {
        break;
      }
    }
    return Math.max(0, best.position + offset - best.offset);
  }

  /// Forgets what is only needed before sample number `offset`.
  synchronized void discard(long offset) {
    while (pieces.size() > 1) {
      Piece first = pieces.removeFirst();
      if (pieces.getFirst().offset > offset) {
        pieces.addFirst(first);
        return;
      }
    }
  }
}
