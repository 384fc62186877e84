package dev.parley.inference.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stops the runs it was passed to, from any thread, also in the middle of one.
///
/// [#cancel] is idempotent, never throws and never blocks on a run. A run that starts afterwards
/// ends at once with [RunCancelledException].
public final class RunCancellation {
  private static final Logger log = LoggerFactory.getLogger(RunCancellation.class);

  private final Set<RunOptions> running = new HashSet<>();
  private final List<Runnable> actions = new ArrayList<>();
  private boolean cancelled;

  /// Ends the present runs and all later ones.
  public void cancel() {
    List<Runnable> due;
    synchronized (this) {
      cancelled = true;
      for (RunOptions options : running) {
        terminate(options);
      }
      due = List.copyOf(actions);
      actions.clear();
    }
    due.forEach(Runnable::run);
  }

  /// Runs `action`, which must be short and must not throw, once [#cancel] is called; now, if it
  /// has been.
  public void whenCancelled(Runnable action) {
    synchronized (this) {
      if (!cancelled) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  /// Takes back a [#whenCancelled].
  public synchronized void forget(Runnable action) {
    actions.remove(action);
  }

  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /// @throws RunCancelledException if [#cancel] was called
  public void throwIfCancelled() {
    if (isCancelled()) {
      throw new RunCancelledException();
    }
  }

  synchronized void enter(RunOptions options) {
    if (cancelled) {
      throw new RunCancelledException();
    }
    running.add(options);
  }

  synchronized void leave(RunOptions options) {
    running.remove(options);
  }

  private static void terminate(RunOptions options) {
    try {
      options.setTerminate(true);
    } catch (OrtException e) {
      // The run then ends by itself, later than wished.
      log.warn("ONNX Runtime could not terminate a run: {}", e.getMessage());
    }
  }
}
