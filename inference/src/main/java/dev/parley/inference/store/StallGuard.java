package dev.parley.inference.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Closes a stream that has given nothing for too long, which wakes its reader. HTTP clients know
/// no such limit once a response has begun.
final class StallGuard implements AutoCloseable {
  private final Semaphore progress = new Semaphore(0);
  private final Thread watch;

  StallGuard(InputStream stream, Duration limit) {
    watch = Thread.ofVirtual().name("stall-guard").start(() -> watch(stream, limit));
  }

  void progressed() {
    progress.release();
  }

  @Override
  public void close() {
    watch.interrupt();
  }

  private void watch(InputStream stream, Duration limit) {
    try {
      while (progress.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        progress.drainPermits();
      }
      stream.close();
    } catch (InterruptedException | IOException _) {
      // The reader is done, or learns of the failure itself.
    }
  }
}
