package dev.parley.asr.stream;

import dev.parley.asr.RecognitionException;
import dev.parley.asr.RecognitionStream;
import dev.parley.asr.model.ModelUse;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.inference.InferenceExecutor.Urgency;
import dev.parley.inference.onnx.RunCancellation;
import java.util.concurrent.CancellationException;
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
  private @Nullable RunCancellation running;
  private @Nullable RecognitionException failure;

  /// Takes a frame; called with the lock held.
  abstract void accept(PcmFrame frame) throws InterruptedException;

  /// Ends the utterance; called with the lock held.
  abstract void endUtterance();

  /// Does the next piece of work, waiting for it if need be.
  ///
  /// @return false if the stream is finishing and nothing is left to do
  abstract boolean work() throws InterruptedException;

  /// Called by the worker when it ends, for whatever reason, before anybody who waits in [#finish]
  /// goes on.
  void ended() {}

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
      stopRunning();
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

  /// Ends the runs of the present [#use]; with the lock held.
  final void stopRunning() {
    if (running != null) {
      running.cancel();
    }
  }

  /// A use of the model that [#cancel] and [#stopRunning] end; it ends the one before.
  final ModelUse use(Urgency urgency) {
    RunCancellation cancellation = new RunCancellation();
    lock.lock();
    try {
      running = cancellation;
      if (cancelled) {
        cancellation.cancel();
      }
    } finally {
      lock.unlock();
    }
    return new ModelUse(urgency, cancellation);
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
    ended();
    lock.lock();
    try {
      failure = problem;
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
