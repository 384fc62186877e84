package dev.parley.asr.stream;

import dev.parley.asr.RecognitionException;
import dev.parley.asr.RecognitionStream;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A stream with a virtual thread of its own, the worker, which decodes and calls the listener.
///
/// The callers' threads and the worker share what [#lock] guards; subclasses wait for and signal
/// [#changed]. What only the worker touches needs no lock. A failure of the worker ends this stream
/// only: later audio is dropped and [#finish] reports it.
abstract class WorkedStream implements RecognitionStream {
  final ReentrantLock lock = new ReentrantLock();
  final Condition changed = lock.newCondition();

  private boolean finishing;
  private boolean ended;
  private volatile boolean cancelled;
  private ModelRuns.@Nullable Run<?> running;
  private @Nullable RecognitionException failure;

  /// Takes a frame; called with the lock held.
  abstract void accept(PcmFrame frame) throws InterruptedException;

  /// Ends the utterance; called with the lock held.
  abstract void endUtterance();

  /// Does the next piece of work, waiting for it if need be.
  ///
  /// @return false if the stream is finishing and nothing is left to do
  abstract boolean work() throws InterruptedException;

  /// Starts the worker.
  void start() {
    Thread.ofVirtual().name("recognition").start(this::workAll);
  }

  @Override
  public final PcmFormat format() {
    return PcmFormat.SPEECH;
  }

  @Override
  public final void write(PcmFrame frame) {
    if (!frame.format().equals(format())) {
      throw new IllegalArgumentException(
          "The recogniser takes %d Hz, not %d Hz."
              .formatted(format().sampleRate(), frame.format().sampleRate()));
    }
    lock.lock();
    try {
      if (finishing) {
        throw new IllegalStateException("The stream has been finished.");
      }
      if (!ended && !cancelled) {
        accept(frame);
        changed.signalAll();
      }
    } catch (InterruptedException e) {
      cancel();
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public final void flush() {
    lock.lock();
    try {
      if (!ended && !cancelled) {
        endUtterance();
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public final void finish() throws InterruptedException {
    lock.lock();
    try {
      if (!finishing && !ended && !cancelled) {
        finishing = true;
        endUtterance();
        changed.signalAll();
      }
      while (!ended && !cancelled) {
        changed.await();
      }
      if (failure != null) {
        throw failure;
      }
    } catch (InterruptedException e) {
      cancel();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public final void cancel() {
    cancelled = true;
    lock.lock();
    try {
      if (running != null) {
        running.drop();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  final boolean isCancelled() {
    return cancelled;
  }

  final boolean isOver() {
    return ended || cancelled;
  }

  /// Whether [#finish] was called; with the lock held.
  final boolean isFinishing() {
    return finishing;
  }

  /// Drops the run that is waited for, if it has not started; with the lock held.
  final void dropRunning() {
    if (running != null) {
      running.drop();
    }
  }

  /// Waits for a run of the model.
  ///
  /// @throws CancellationException if the run was dropped or stopped
  /// @throws RejectedExecutionException if too much work waits
  final <T> T await(ModelRuns.Run<T> run) throws InterruptedException {
    setRunning(run);
    try {
      if (cancelled) {
        run.drop();
      }
      return run.result().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("A run of the model failed.", e.getCause());
    } finally {
      setRunning(null);
    }
  }

  final void throwIfCancelled() {
    if (cancelled) {
      throw new CancellationException("The stream was cancelled.");
    }
  }

  private void workAll() {
    @Nullable RecognitionException problem = null;
    try {
      while (work()) {
        throwIfCancelled();
      }
    } catch (CancellationException | InterruptedException e) {
      cancelled = true;
    } catch (RejectedExecutionException e) {
      problem =
          new RecognitionException(
              "The recogniser is overloaded, so this stream was ended. Open fewer streams at once.",
              e);
    } catch (RuntimeException | Error e) {
      problem =
          new RecognitionException("The recogniser failed on this stream: " + e.getMessage(), e);
    }
    lock.lock();
    try {
      failure = problem;
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void setRunning(ModelRuns.@Nullable Run<?> run) {
    lock.lock();
    try {
      running = run;
    } finally {
      lock.unlock();
    }
  }
}
