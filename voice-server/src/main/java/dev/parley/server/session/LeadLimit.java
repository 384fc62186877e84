package dev.parley.server.session;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// Holds back audio that would run too far ahead of a listener who plays it as it comes: speech is
/// made many times faster than it is heard, and most of what an interrupted listener was sent is
/// thrown away. Used by one thread at a time.
public final class LeadLimit {
  private final SessionClock clock;
  private final Duration lead;

  /// When the listener began to play, later by each time that it had nothing to play.
  private long start;

  private boolean begun;

  /// @param lead how much audio the listener may have in store; zero: any amount
  public LeadLimit(SessionClock clock, Duration lead) {
    this.clock = clock;
    this.lead = lead;
  }

  /// Waits until more may be sent.
  ///
  /// @param sent how much the listener has been sent so far
  public void await(Duration sent) throws InterruptedException {
    long now = clock.nanoTime();
    if (!begun || now - start > sent.toNanos()) {
      begun = true;
      start = now - sent.toNanos();
    }
    Duration stored = sent.minusNanos(now - start);
    if (!lead.isZero() && stored.compareTo(lead) > 0) {
      pass(stored.minus(lead));
    }
  }

  private void pass(Duration time) throws InterruptedException {
    CountDownLatch passed = new CountDownLatch(1);
    Runnable cancel = clock.schedule(time, passed::countDown);
    try {
      passed.await();
    } finally {
      cancel.run();
    }
  }
}
