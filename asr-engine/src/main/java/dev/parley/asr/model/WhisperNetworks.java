package dev.parley.asr.model;

import dev.parley.asr.graph.Precision;
import dev.parley.asr.graph.WhisperGraphBuilder;
import dev.parley.asr.graph.WhisperGraphs;
import dev.parley.inference.onnx.ModelOptions;
import dev.parley.inference.onnx.ModelOptions.Placement;
import dev.parley.inference.onnx.ModelOptions.Threading;
import dev.parley.inference.onnx.OnnxModel;
import dev.parley.inference.onnx.OnnxRuntime;
import java.util.ArrayList;
import java.util.List;

/// The loaded graphs of one checkpoint.
///
/// A run that is alone is fastest with all processors. Runs side by side are fastest with one each:
/// parts that wait for each other wait longest for the part whose processor is taken. Hence two
/// encoders over the same weights. A decoding by itself takes all; decodings that step together
/// take one.
///
/// @param encoder features to the keys and values of the audio, with all processors
/// @param encoderBeside the same with one
/// @param tokens one or several tokens of a decoding to scores, with all
/// @param steps one token of each of several decodings to scores, with one
record WhisperNetworks(
    WhisperDimensions dimensions,
    int alignmentHeads,
    OnnxModel encoder,
    OnnxModel encoderBeside,
    OnnxModel tokens,
    OnnxModel steps,
    BufferNames names)
    implements AutoCloseable {

  /// The decoder writes its memory in place, which an accelerator with memory of its own cannot.
  private static final ModelOptions ON_PROCESSORS =
      new ModelOptions(Threading.SHARED_POOL, Placement.CPU);

  private static final ModelOptions ON_ONE_PROCESSOR =
      new ModelOptions(Threading.CALLING_THREAD, Placement.CPU);

  /// Loads all or, if one cannot be loaded, none.
  static WhisperNetworks load(
      OnnxRuntime runtime,
      WhisperGraphs graphs,
      Precision precision,
      WhisperDimensions dimensions,
      int alignmentHeads) {
    ModelOptions encoding =
        switch (precision) {
          case FLOAT32 -> ModelOptions.LARGE;
          // Its integer products have kernels for the processor only.
          case INT8 -> ON_PROCESSORS;
        };
    boolean onProcessors = encoding.placement() == Placement.CPU;
    List<OnnxModel> loaded = new ArrayList<>();
    try {
      loaded.add(runtime.load(graphs.encoder(), encoding));
      loaded.add(
          onProcessors ? runtime.load(graphs.encoder(), ON_ONE_PROCESSOR) : loaded.getFirst());
      loaded.add(runtime.load(graphs.tokens(), ON_PROCESSORS));
      loaded.add(runtime.load(graphs.steps(), ON_ONE_PROCESSOR));
    } catch (RuntimeException e) {
      loaded.forEach(OnnxModel::close);
      throw e;
    }
    return new WhisperNetworks(
        dimensions,
        alignmentHeads,
        loaded.get(0),
        loaded.get(1),
        loaded.get(2),
        loaded.get(3),
        BufferNames.ofOne(dimensions));
  }

  /// The decodings of a run of [#steps].
  int rows() {
    return WhisperGraphBuilder.ROWS;
  }

  @Override
  public void close() {
    encoder.close();
    encoderBeside.close();
    tokens.close();
    steps.close();
  }
}
