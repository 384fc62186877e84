package dev.parley.asr.model;

/// The sizes of one Whisper checkpoint.
///
/// @param melBins frequency bands of the features: 80, or 128 for large-v3
/// @param audioContext encoder positions of a full window: 1500, two feature frames each
/// @param width of the residual stream
/// @param heads of every attention, in encoder and decoder
/// @param encoderLayers number of encoder blocks
/// @param decoderLayers number of decoder blocks
/// @param vocabulary number of tokens
/// @param textContext most tokens of one decoding, prompt included: 448
public record WhisperDimensions(
    int melBins,
    int audioContext,
    int width,
    int heads,
    int encoderLayers,
    int decoderLayers,
    int vocabulary,
    int textContext) {

  /// Feature frames of a full window: 3000, that is 30 s.
  public int frames() {
    return 2 * audioContext;
  }

  /// Channels of one attention head.
  public int headWidth() {
    return width / heads;
  }
}
