package dev.parley.audio.turn;

import dev.parley.audio.AudioSink;
import java.util.concurrent.CompletableFuture;

/// Listens to one speaker, and tells at a pause how probable it is that the turn has ended.
///
/// Takes frames of any length of [dev.parley.audio.PcmFormat#SPEECH]. All calls come from one
/// thread at a time.
/// A turn is judged by its own sound alone, so the owner calls [#reset] when one begins, and then
/// writes it from shortly before its first voice.
public interface EndOfTurnPredictor extends AudioSink {
  /// Judges what has been written since the last [#reset], at most the last few seconds of it.
  /// Meant for a pause: the silence that has come so far belongs to what is judged. Returns at
  /// once; what is written later has no influence, so the caller drops the answer if speech goes
  /// on.
  ///
  /// @return completed on another thread, so what depends on it must be short or `Async`; may be
  ///     cancelled; fails with [RejectedExecutionException] if too much work waits and with
  ///     [dev.parley.inference.onnx.InferenceException] if the model does
  CompletableFuture<EndOfTurnPrediction> predict();

  /// Forgets what has been heard, as if newly opened. Predictions under way are not touched.
  void reset();
}
