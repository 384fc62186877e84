package dev.parley.asr.checkpoint;

import dev.parley.asr.model.WhisperDimensions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// Checks that every tensor has the shape that the dimensions ask for.
record ShapeCheck(Path file, Map<String, Weight> weights, WhisperDimensions dimensions) {
  /// The hidden layer of a feed-forward block is this many times as wide as the residual stream.
  private static final int EXPANSION = 4;

  /// @throws CheckpointException naming the first tensor that does not fit
  void check() {
    if (dimensions.encoderLayers() == 0 || dimensions.decoderLayers() == 0) {
      throw new CheckpointException(file, "has no layers");
    }
    long width = dimensions.width();
    expect("encoder.convolution.0.weight", width, dimensions.melBins(), 3);
    expect("encoder.convolution.0.bias", width);
    expect("encoder.convolution.1.weight", width, width, 3);
    expect("encoder.convolution.1.bias", width);
    expect("encoder.positions", dimensions.audioContext(), width);
    expect("decoder.embedding", dimensions.vocabulary(), width);
    expect("decoder.positions", dimensions.textContext(), width);
    for (int i = 0; i < dimensions.encoderLayers(); i++) {
      layer("encoder.layers." + i);
    }
    for (int i = 0; i < dimensions.decoderLayers(); i++) {
      String layer = "decoder.layers." + i;
      layer(layer);
      norm(layer + ".cross.norm");
      linear(layer + ".cross.query", width, width);
      linear(layer + ".cross.key_value", 2 * width, width);
      linear(layer + ".cross.output", width, width);
    }
    norm("encoder.norm");
    norm("decoder.norm");
  }

  private void layer(String layer) {
    long width = dimensions.width();
    norm(layer + ".self.norm");
    linear(layer + ".self.qkv", 3 * width, width);
    linear(layer + ".self.output", width, width);
    norm(layer + ".feed.norm");
    linear(layer + ".feed.expand", EXPANSION * width, width);
    linear(layer + ".feed.contract", width, EXPANSION * width);
  }

  private void norm(String name) {
    expect(name + ".weight", dimensions.width());
    expect(name + ".bias", dimensions.width());
  }

  private void linear(String name, long outputs, long inputs) {
    expect(name + ".weight", outputs, inputs);
    expect(name + ".bias", outputs);
  }

  private void expect(String name, long... shape) {
    Weight weight = weights.get(name);
    if (weight == null || !weight.hasShape(shape)) {
      throw new CheckpointException(
          file,
          "is damaged: its tensor '%s' has the shape %s instead of %s"
              .formatted(
                  name, weight == null ? "of nothing" : weight.shape(), Arrays.toString(shape)));
    }
  }
}
