package dev.parley.server.session;

import dev.parley.asr.Lag;
import java.time.Duration;
import java.util.function.Consumer;

/// Decides when a client is told that the recogniser is behind: when that begins, changes or ends,
/// and at most once a second. Used by one thread.
final class OverloadWatch {
  private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

  /// A recogniser that is no later than this is not behind.
  private static final Duration TOLERATED = Duration.ofSeconds(1);

  /// A change worth telling.
  private static final Duration STEP = Duration.ofMillis(500);

  private final Consumer<Lag> listener;
  private Lag told = Lag.NONE;
  private long toldAt;

  OverloadWatch(Consumer<Lag> listener) {
    this.listener = listener;
  }

  /// Takes what the recogniser says of itself.
  void check(Lag present, long now) {
    boolean behind = present.shed() || present.behind().compareTo(TOLERATED) > 0;
    Lag worth = behind ? present : Lag.NONE;
    boolean first = told.equals(Lag.NONE);
    if (differs(worth) && ((first && toldAt == 0) || now - toldAt >= INTERVAL)) {
      told = worth;
      toldAt = now;
      listener.accept(worth);
    }
  }

  private boolean differs(Lag worth) {
    return worth.shed() != told.shed()
        || worth.equals(Lag.NONE) != told.equals(Lag.NONE)
        || worth.behind().minus(told.behind()).abs().compareTo(STEP) >= 0;
  }
}
