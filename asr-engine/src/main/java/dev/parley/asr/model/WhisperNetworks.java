package dev.parley.asr.model;

import dev.parley.asr.graph.WhisperGraphs;
import dev.parley.inference.onnx.ModelOptions;
import dev.parley.inference.onnx.OnnxModel;
import dev.parley.inference.onnx.OnnxRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

  /// Loads all or, if one cannot be loaded, none.
  static WhisperNetworks load(
      OnnxRuntime runtime, WhisperGraphs graphs, WhisperDimensions dimensions, int alignmentHeads) {
    List<OnnxModel> loaded = new ArrayList<>();
    try {
      for (Path graph : List.of(graphs.encoder(), graphs.prompt(), graphs.step())) {
        loaded.add(runtime.load(graph, ModelOptions.LARGE));
      }
    } catch (RuntimeException e) {
      loaded.forEach(OnnxModel::close);
      throw e;
    }
    return new WhisperNetworks(
        dimensions, alignmentHeads, loaded.get(0), loaded.get(1), loaded.get(2));
  }

  @Override
  public void close() {
    encoder.close();
    prompt.close();
    step.close();
  }
}
