package dev.parley.inference.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;
import java.util.HashSet;
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
  private boolean cancelled;

  /// Ends the present runs and all later ones.
  public synchronized void cancel() {
    cancelled = true;
    for (RunOptions options : running) {
      terminate(options);
    }
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
