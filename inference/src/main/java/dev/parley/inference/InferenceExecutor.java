package dev.parley.inference;

import dev.parley.inference.onnx.RunCancellation;
import dev.parley.inference.onnx.RunCancelledException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The few platform threads on which models run, whatever the number of sessions.
///
/// Native runs hold their thread, so they must not run on virtual threads. Work waits in one
/// bounded queue per [Urgency]; a thread always takes the most urgent work first, oldest first
/// within an urgency. A queue that is full refuses: [#submit] then returns a future that has
/// failed with [RejectedExecutionException]. Cancelling a returned future before its work has
/// started drops the work; a task whose future is cancelled later runs to its end, and its result
/// is lost, so a task frees what it has allocated itself.
///
/// Thread-safe.
public final class InferenceExecutor implements AutoCloseable {

  /// In falling order of who goes first.
  public enum Urgency {
    /// Somebody waits in silence: a final transcript, the first clause of an answer.
    FINAL,
    /// The next token of a language model's answer, of which the first clause is waited for.
    ANSWER,
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

  /// Work that its cancellation drops while it waits.
  private record Droppable<T>(
      CompletableFuture<T> result, RunCancellation cancellation, Runnable drop)
      implements AutoCloseable {
    @Override
    public void close() {
      cancellation.forget(drop);
    }
  }

  private static final Logger log = LoggerFactory.getLogger(InferenceExecutor.class);

  private final int capacity;
  private final Map<Urgency, ArrayDeque<Work<?>>> queues = new EnumMap<>(Urgency.class);
  private final List<Thread> threads;
  private int running;
  private boolean closed;

  /// Starts the threads.
  ///
  /// @param threads how many runs may happen at once
  /// @param capacity how much work may wait in each urgency
  public InferenceExecutor(int threads, int capacity) {
    if (threads < 1 || capacity < 1) {
      throw new IllegalArgumentException(
          "An executor of %d threads that queues %d is none.".formatted(threads, capacity));
    }
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

  /// Queues `task`. What the task throws fails the future. Stages that depend on the future run on
  /// the inference thread unless they are `Async`, so they must be short.
  public <T> CompletableFuture<T> submit(Urgency urgency, Supplier<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    synchronized (queues) {
      ArrayDeque<Work<?>> queue = queue(urgency);
      if (queue.size() >= capacity) {
        dropCancelled(queue);
      }
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

  /// Computes `task` while the caller waits, even if it is interrupted: the caller may free what
  /// the task uses as soon as this returns. For virtual threads, which then cost nothing.
  ///
  /// @param cancellation drops the task if it has not started; the task itself passes it to the
  ///     model's runs, if it is to end them too
  /// @return what the task returns
  /// @throws RunCancelledException if the task was dropped
  /// @throws RejectedExecutionException if too much work waits, or the executor is closed
  /// @throws CancellationException if the executor was closed before the task started
  public <T> T call(Urgency urgency, @Nullable RunCancellation cancellation, Supplier<T> task) {
    if (cancellation == null) {
      return await(submit(urgency, task));
    }
    try (Droppable<T> work = droppable(urgency, cancellation, task)) {
      return await(work.result);
    }
  }

  /// As [#call], but an interruption cancels: a task that has not started is dropped, one that runs
  /// is waited for.
  ///
  /// @throws InterruptedException if interrupted before or while the task was computed; then
  ///     nothing is computed any more
  public <T> T callInterruptibly(Urgency urgency, RunCancellation cancellation, Supplier<T> task)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    try (Droppable<T> work = droppable(urgency, cancellation, task)) {
      try {
        return work.result.get();
      } catch (ExecutionException | CancellationException _) {
        return await(work.result);
      } catch (InterruptedException e) {
        cancellation.cancel();
        boolean _ = work.result.handle((_, _) -> true).join();
        throw e;
      }
    }
  }

  /// Waits for a result, even if interrupted, and throws what the task threw.
  public static <T> T await(CompletableFuture<T> result) {
    try {
      return result.join();
    } catch (CancellationException e) {
      throw e.getCause() instanceof RunCancelledException cause ? cause : e;
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  /// How much work waits in that urgency.
  public int waiting(Urgency urgency) {
    synchronized (queues) {
      ArrayDeque<Work<?>> queue = queue(urgency);
      dropCancelled(queue);
      return queue.size();
    }
  }

  /// Whether any work waits for a thread.
  public boolean hasWaiting() {
    synchronized (queues) {
      return queues.values().stream().anyMatch(queue -> !queue.isEmpty());
    }
  }

  /// Whether at most one piece of work runs and none waits, so that a run may as well take all
  /// processors. Asked by a task that is running.
  public boolean isQuiet() {
    synchronized (queues) {
      return running <= 1 && !hasWaiting();
    }
  }

  /// Refuses new work, drops what waits (its futures are cancelled) and lets the present runs end,
  /// because freeing a model under a run crashes the process. Waits at most ten seconds for them,
  /// even if interrupted; a run that takes longer is logged, and its model must not be freed.
  @Override
  public void close() {
    List<Work<?>> dropped = new ArrayList<>();
    synchronized (queues) {
      closed = true;
      for (ArrayDeque<Work<?>> queue : queues.values()) {
        dropped.addAll(queue);
        queue.clear();
      }
      queues.notifyAll();
    }
    // Outside the lock, because what depends on a future runs here and may need the executor.
    dropped.forEach(work -> work.result().cancel(false));
    awaitThreads();
  }

  private <T> Droppable<T> droppable(
      Urgency urgency, RunCancellation cancellation, Supplier<T> task) {
    AtomicBoolean taken = new AtomicBoolean();
    CompletableFuture<T> result =
        submit(
            urgency,
            () -> {
              if (!taken.compareAndSet(false, true)) {
                throw new RunCancelledException();
              }
              return task.get();
            });
    Runnable drop =
        () -> {
          if (taken.compareAndSet(false, true)) {
            result.completeExceptionally(new RunCancelledException());
          }
        };
    cancellation.whenCancelled(drop);
    return new Droppable<>(result, cancellation, drop);
  }

  private void awaitThreads() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive() && thread != Thread.currentThread()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          log.warn("The run on thread {} has not ended; do not free its model.", thread.getName());
          break;
        }
        try {
          TimeUnit.NANOSECONDS.timedJoin(thread, left);
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void dropCancelled(ArrayDeque<Work<?>> queue) {
    queue.removeIf(work -> work.result().isDone());
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
          } catch (InterruptedException _) {
            // Nobody ends these threads by interrupting them.
          }
        }
        running++;
      }
      work.run();
      synchronized (queues) {
        running--;
      }
      // An interruption that a task leaves behind is not meant for the next one.
      boolean _ = Thread.interrupted();
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
