package dev.parley.asr.model;

import dev.parley.inference.onnx.RunCancellation;
import dev.parley.inference.onnx.RunCancelledException;
import org.jspecify.annotations.Nullable;

/// The two networks of a Whisper checkpoint. Immutable, thread-safe, shared.
///
/// All methods compute on the calling thread, which must be one that may block in native code.
public interface WhisperModel extends AutoCloseable {
  WhisperDimensions dimensions();

  /// Encodes a window.
  ///
  /// @param logMel normalised features, `melBins` rows of `frames` values, row after row
  /// @param frames any even number from 2 to the dimensions' full window
  /// @return the encoded window, to be closed by the caller
  EncodedAudio encode(float[] logMel, int frames);

  /// Like [#encode(float[], int)], stopped by `cancellation` if the implementation can.
  ///
  /// @throws RunCancelledException if it was stopped
  default EncodedAudio encode(float[] logMel, int frames, @Nullable RunCancellation cancellation) {
    if (cancellation != null) {
      cancellation.throwIfCancelled();
    }
    return encode(logMel, frames);
  }

  /// Starts a decoding of an encoded window. Several decoders may share one window.
  ///
  /// @return a decoder with nothing fed, to be closed by the caller, before `audio`
  TextDecoder decoder(EncodedAudio audio);

  /// Like [#decoder(EncodedAudio)]; [TextDecoder#feed] then throws [RunCancelledException] once
  /// `cancellation` was used, if the implementation can stop. After that the decoder may only be
  /// closed.
  default TextDecoder decoder(EncodedAudio audio, @Nullable RunCancellation cancellation) {
    if (cancellation != null) {
      cancellation.throwIfCancelled();
    }
    return decoder(audio);
  }

  /// Frees the networks. All windows and decoders must be closed. Safe to call twice.
  @Override
  void close();
}
