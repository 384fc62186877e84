package dev.parley.asr.model;

import dev.parley.inference.InferenceExecutor.Urgency;
import dev.parley.inference.onnx.RunCancellation;
import org.jspecify.annotations.Nullable;

/// On whose behalf the model computes.
///
/// @param urgency what may go before it, and before what it goes
/// @param cancellation ends its runs, those that wait and those under way; null: nothing does
public record ModelUse(Urgency urgency, @Nullable RunCancellation cancellation) {
  /// Somebody waits, and nothing ends it.
  public static final ModelUse UNCANCELLED = new ModelUse(Urgency.FINAL, null);

  public boolean isCancelled() {
    return cancellation != null && cancellation.isCancelled();
  }

  /// @throws dev.parley.inference.onnx.RunCancelledException if it was cancelled
  public void throwIfCancelled() {
    if (cancellation != null) {
      cancellation.throwIfCancelled();
    }
  }
}
