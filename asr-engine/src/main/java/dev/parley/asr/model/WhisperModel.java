package dev.parley.asr.model;

import dev.parley.inference.onnx.RunCancelledException;
import java.util.List;

/// The two networks of a Whisper checkpoint. Immutable, thread-safe, shared.
///
/// Methods that compute may be called from any thread, best from a virtual one: the caller waits
/// while an inference thread computes. Single tokens of decodings that wait at the same time are
/// computed together.
public interface WhisperModel extends AutoCloseable {
  WhisperDimensions dimensions();

  /// Encodes a window.
  ///
  /// @param logMel normalised features, `frames` rows of `melBins` values, row after row
  /// @param frames any even number from 2 to the dimensions' full window
  /// @return the encoded window, to be closed by the caller
  /// @throws RunCancelledException if it was cancelled
  /// @throws java.util.concurrent.RejectedExecutionException if too much work waits
  EncodedAudio encode(float[] logMel, int frames, ModelUse use);

  /// Starts a decoding of an encoded window. Several decoders may share one window. Their methods
  /// throw [RunCancelledException] once `use` was cancelled; after that they may only be closed.
  ///
  /// @return a decoder with nothing fed, to be closed by the caller, before `audio`
  TextDecoder decoder(EncodedAudio audio, ModelUse use);

  /// Feeds one token to each of several decodings, together; [TextDecoder#scores] then holds what
  /// came out.
  ///
  /// @param decoders of this model, each behind at least one token, no two the same
  /// @param tokens one a decoder
  void step(List<TextDecoder> decoders, int[] tokens);

  /// Frees the networks, after the runs under way. All windows and decoders must be closed. Safe to
  /// call twice.
  @Override
  void close();
}
