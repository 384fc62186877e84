package dev.parley.tts.stream;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// Keeps models from being freed under a run, which would crash the process. Thread-safe.
public final class ModelUse {
  /// Read by all runs.
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  private boolean ended;

  /// Computes something with the models.
  ///
  /// @throws IllegalStateException if the use has ended
  public <T> T during(Supplier<T> run) {
    lock.readLock().lock();
    try {
      if (ended) {
        throw new IllegalStateException("The synthesiser is closed.");
      }
      return run.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /// Waits for the runs that are under way, then frees the models and lets nobody in any more. A
  /// second call does nothing.
  public void end(Runnable free) {
    lock.writeLock().lock();
    try {
      if (!ended) {
        ended = true;
        free.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
