package dev.parley.inference.store;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Reports one transfer to a listener, not more often than anybody can read.
final class TransferMeter implements AutoCloseable {
  private static final long INTERVAL = Duration.ofMillis(100).toNanos();
  private static final double NANOS_PER_SECOND = 1e9;

  private final PullListener listener;
  private final PullEvent.Transfer transfer;
  private final LongSupplier nanoTime;
  private final long startedAt;
  private final long resumedAt;
  private long reportedAt;
  private long bytes;

  TransferMeter(
      PullListener listener, PullEvent.Transfer transfer, long resumedAt, LongSupplier nanoTime) {
    this.listener = listener;
    this.transfer = transfer;
    this.nanoTime = nanoTime;
    this.resumedAt = resumedAt;
    this.bytes = resumedAt;
    startedAt = nanoTime.getAsLong();
    reportedAt = startedAt;
    listener.on(new PullEvent.TransferStarted(transfer, resumedAt));
  }

  /// @param total how many bytes are there now
  void advance(long total) {
    bytes = total;
    long now = nanoTime.getAsLong();
    if (now - reportedAt >= INTERVAL) {
      reportedAt = now;
      double seconds = (now - startedAt) / NANOS_PER_SECOND;
      listener.on(new PullEvent.TransferProgressed(transfer, bytes, (bytes - resumedAt) / seconds));
    }
  }

  @Override
  public void close() {
    listener.on(new PullEvent.TransferEnded(transfer, bytes));
  }
}
