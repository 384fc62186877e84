package dev.parley.asr.stream;

import java.time.Duration;

/// How much audio lies between the partials of a stream: little while decoding is quick, more when
/// it takes long, be it that the utterance is long or that others wait for the processors too.
///
/// Used by one thread at a time.
final class PartialPace {
  /// 300 ms: less than a word.
  static final long QUICKEST = 4_800;

  /// 25 s: nobody waits for partials, but a window that is full must slide, also in silence.
  static final long UNSEEN = 25 * 16_000L;

  /// A stream decodes for at most 40 % of the time.
  private static final double SHARE = 0.4;

  private final boolean seen;
  private long interval;

  /// @param seen whether anybody wants partials
  PartialPace(boolean seen) {
    this.seen = seen;
    this.interval = seen ? QUICKEST : UNSEEN;
  }

  /// A decoding took so long, waiting included.
  void took(Duration time) {
    long audio = time.toNanos() * 16 / 1_000_000;
    interval = seen ? Math.clamp((long) (audio / SHARE), QUICKEST, UNSEEN) : UNSEEN;
  }

  /// Samples from the start of one partial to that of the next.
  long interval() {
    return interval;
  }

  /// Whether partials come less than once a second, where they could come more often.
  boolean isThinned() {
    return seen && interval > 16_000;
  }
}
