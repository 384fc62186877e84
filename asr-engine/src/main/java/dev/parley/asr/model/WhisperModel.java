package dev.parley.asr.model;

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

  /// Starts a decoding of an encoded window. Several decoders may share one window.
  ///
  /// @return a decoder with nothing fed, to be closed by the caller, before `audio`
  TextDecoder decoder(EncodedAudio audio);

  /// Frees the networks. All windows and decoders must be closed. Safe to call twice.
  @Override
  void close();
}
