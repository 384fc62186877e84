package dev.parley.asr.model;

import dev.parley.inference.onnx.OnnxModel;

/// The loaded graphs of one checkpoint.
///
/// @param encoder features to the keys and values of the audio
/// @param prompt several tokens to scores
/// @param step one token to scores
record WhisperNetworks(
    WhisperDimensions dimensions,
    int alignmentHeads,
    OnnxModel encoder,
    OnnxModel prompt,
    OnnxModel step)
    implements AutoCloseable {
  @Override
  public void close() {
    encoder.close();
    prompt.close();
    step.close();
  }
}
