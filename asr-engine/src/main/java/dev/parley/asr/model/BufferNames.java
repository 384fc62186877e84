package dev.parley.asr.model;

import dev.parley.inference.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a graph calls the buffers of a decoding.
final class BufferNames {
  private final String past;
  private final String alignment;
  private final List<String> memory = new ArrayList<>();
  private final List<String> audio = new ArrayList<>();

  private BufferNames(int layers, String suffix) {
    past = "past" + suffix;
    alignment = "alignment" + suffix;
    for (int layer = 0; layer < layers; layer++) {
      memory.add("key." + layer + suffix);
      memory.add("value." + layer + suffix);
      audio.add("cross.key." + layer + suffix);
      audio.add("cross.value." + layer + suffix);
    }
  }

  /// In the graph for tokens of one decoding.
  static BufferNames ofOne(WhisperDimensions dimensions) {
    return new BufferNames(dimensions.decoderLayers(), "");
  }

  /// In the graph for one token of several decodings.
  static BufferNames ofRow(WhisperDimensions dimensions, int row) {
    return new BufferNames(dimensions.decoderLayers(), "." + row);
  }

  /// The output with the attention scores of the alignment heads.
  String alignment() {
    return alignment;
  }

  /// Adds the buffers to the inputs and outputs of a run. Keys and values are both: the kernels
  /// write the new rows in place.
  void put(
      Map<String, Tensor> inputs,
      Map<String, Tensor> outputs,
      DecoderMemory decoding,
      List<Tensor> window) {
    inputs.put(past, decoding.past);
    for (int i = 0; i < memory.size(); i++) {
      inputs.put(memory.get(i), decoding.layers().get(i));
      outputs.put(memory.get(i) + ".new", decoding.layers().get(i));
      inputs.put(audio.get(i), window.get(i));
    }
  }
}
