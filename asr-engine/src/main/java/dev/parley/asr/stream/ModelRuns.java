package dev.parley.asr.stream;

import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.InferenceExecutor.Urgency;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// Runs the model on the inference threads, and keeps it from being freed under a run.
///
/// Thread-safe.
final class ModelRuns {
  private final InferenceExecutor executor;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  ModelRuns(InferenceExecutor executor) {
    this.executor = executor;
  }

  /// Work that waits or runs.
  ///
  /// @param result of the work; failed with [RejectedExecutionException] if
  ///     too much waits already
  record Run<T>(CompletableFuture<T> result, AtomicBoolean taken) {
    /// Drops the work if it has not started.
    void drop() {
      if (taken.compareAndSet(false, true)) {
        result.cancel(false);
      }
    }
  }

  <T> Run<T> start(Urgency urgency, Supplier<T> work) {
    AtomicBoolean taken = new AtomicBoolean();
    CompletableFuture<T> result =
        executor.submit(
            urgency,
            () -> {
              if (!taken.compareAndSet(false, true)) {
                throw new CancellationException("The work was dropped.");
              }
              return guarded(work);
            });
    return new Run<>(result, taken);
  }

  /// Waits for the present runs; later ones fail with a [CancellationException].
  void close() {
    lock.writeLock().lock();
    try {
      closed = true;
    } finally {
      lock.writeLock().unlock();
    }
  }

  private <T> T guarded(Supplier<T> work) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new CancellationException("The recogniser is closed.");
      }
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }
}
