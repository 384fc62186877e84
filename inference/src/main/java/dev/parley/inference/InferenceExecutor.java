package dev.parley.inference;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The few platform threads on which models run, whatever the number of sessions.
///
/// Native runs hold their thread, so they must not run on virtual threads. Work waits in one
/// bounded queue per [Urgency]; a thread always takes the most urgent work first, oldest first
/// within an urgency. A queue that is full refuses: [#submit] then returns a future that has
/// failed with [RejectedExecutionException]. Cancelling a returned future before its work has
/// started drops the work.
///
/// Thread-safe.
public final class InferenceExecutor implements AutoCloseable {

  /// In falling order of who goes first.
  public enum Urgency {
    /// Somebody waits in silence: a final transcript, the first clause of an answer.
    FINAL,
    /// Speech that continues, one sentence ahead of the listener.
    AHEAD,
    /// A partial transcript: late is worthless, so it yields to everything else live.
    PARTIAL,
    /// Files.
    BATCH
  }

  private record Work<T>(Supplier<T> task, CompletableFuture<T> result) {
    void run() {
      if (result.isDone()) {
        return;
      }
      try {
        result.complete(task.get());
      } catch (Throwable e) {
        result.completeExceptionally(e);
      }
    }
  }

  private final int capacity;
  private final Map<Urgency, ArrayDeque<Work<?>>> queues = new EnumMap<>(Urgency.class);
  private final List<Thread> threads;
  private boolean closed;

  /// Starts the threads.
  ///
  /// @param threads how many runs may happen at once
  /// @param capacity how much work may wait in each urgency
  public InferenceExecutor(int threads, int capacity) {
    this.capacity = capacity;
    for (Urgency urgency : Urgency.values()) {
      queues.put(urgency, new ArrayDeque<>());
    }
    this.threads =
        IntStream.range(0, threads)
            .mapToObj(
                i -> Thread.ofPlatform().daemon().name("inference-" + i).unstarted(this::work))
            .toList();
    this.threads.forEach(Thread::start);
  }

  /// Queues `task`. What the task throws fails the future.
  public <T> CompletableFuture<T> submit(Urgency urgency, Supplier<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    synchronized (queues) {
      ArrayDeque<Work<?>> queue = queue(urgency);
      if (closed) {
        result.completeExceptionally(
            new RejectedExecutionException("The inference executor is closed."));
      } else if (queue.size() >= capacity) {
        result.completeExceptionally(
            new RejectedExecutionException(
                "%d pieces of %s work are waiting already.".formatted(capacity, urgency)));
      } else {
        queue.addLast(new Work<>(task, result));
        queues.notify();
      }
    }
    return result;
  }

  /// How much work waits in that urgency.
  public int waiting(Urgency urgency) {
    synchronized (queues) {
      return queue(urgency).size();
    }
  }

  /// Refuses new work, drops what waits (its futures are cancelled) and lets the present runs end,
  /// because freeing a model under a run crashes the process. Waits at most ten seconds for them.
  @Override
  public void close() {
    synchronized (queues) {
      closed = true;
      for (ArrayDeque<Work<?>> queue : queues.values()) {
        queue.forEach(work -> work.result().cancel(false));
        queue.clear();
      }
      queues.notifyAll();
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    for (Thread thread : threads) {
      try {
        TimeUnit.NANOSECONDS.timedJoin(thread, deadline - System.nanoTime());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private ArrayDeque<Work<?>> queue(Urgency urgency) {
    ArrayDeque<Work<?>> queue = queues.get(urgency);
    if (queue == null) {
      throw new AssertionError(urgency);
    }
    return queue;
  }

  private void work() {
    while (true) {
      Work<?> work;
      synchronized (queues) {
        while ((work = next()) == null) {
          if (closed) {
            return;
          }
          try {
            queues.wait();
          } catch (InterruptedException e) {
            return;
          }
        }
      }
      work.run();
    }
  }

  private @Nullable Work<?> next() {
    for (ArrayDeque<Work<?>> queue : queues.values()) {
      Work<?> work = queue.pollFirst();
      if (work != null) {
        return work;
      }
    }
    return null;
  }
}
