package dev.parley.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The end of a call, which others wait for. Thread-safe.
final class CallEnd {
  private final CountDownLatch reported = new CountDownLatch(1);
  private volatile @Nullable CallFailedException failure;

  /// The listener has been told.
  ///
  /// @param reason why the call failed; null if it did not
  void report(@Nullable CallFailedException reason) {
    failure = reason;
    reported.countDown();
  }

  /// @throws CallFailedException if the call failed
  void await() throws InterruptedException {
    reported.await();
    throwFailure();
  }

  /// @return whether the call has ended
  /// @throws CallFailedException if the call failed
  boolean await(Duration timeout) throws InterruptedException {
    boolean there = isReported(timeout);
    if (there) {
      throwFailure();
    }
    return there;
  }

  /// As [#await(Duration)], whatever the end was.
  boolean isReported(Duration timeout) throws InterruptedException {
    long limit = Math.min(timeout.toMillis(), TimeUnit.DAYS.toMillis(1));
    return reported.await(limit, TimeUnit.MILLISECONDS);
  }

  private void throwFailure() {
    CallFailedException reason = failure;
    if (reason != null) {
      throw reason;
    }
  }
}
