package dev.parley.asr.model;

import dev.parley.inference.onnx.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/// What one decoding needs of native memory: the keys and values of its tokens, and the places of
/// the inputs and outputs of a single step. Used by one decoding after the other.
final class DecoderMemory implements AutoCloseable {
  private final Tensor keysAndValues;
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();
  private final Map<String, Tensor> outputs = new LinkedHashMap<>();

  final Tensor token = Tensor.longs(1, 1);
  final Tensor past = Tensor.ints(1);
  final Tensor logits;

  DecoderMemory(WhisperDimensions dimensions) {
    int slice = dimensions.textContext() * dimensions.width();
    keysAndValues = Tensor.floats(2L * dimensions.decoderLayers(), slice);
    logits = Tensor.floats(1, dimensions.vocabulary());
    long[] shape = {
      1, dimensions.heads(), dimensions.textContext(), dimensions.width() / dimensions.heads()
    };
    for (int i = 0; i < dimensions.decoderLayers(); i++) {
      place("key." + i, keysAndValues.slice(2 * i * slice, shape));
      place("value." + i, keysAndValues.slice((2 * i + 1) * slice, shape));
    }
    inputs.put("past", past);
    outputs.put("logits", logits);
  }

  /// The inputs that stay the same from run to run: all but tokens and audio.
  Map<String, Tensor> inputs() {
    return inputs;
  }

  /// The outputs that stay the same from run to run: all but the alignment.
  Map<String, Tensor> outputs() {
    return outputs;
  }

  @Override
  public void close() {
    inputs.values().forEach(Tensor::close);
    logits.close();
    token.close();
    keysAndValues.close();
  }

  /// The buffer is input and output at once: the kernels write the new rows in place.
  private void place(String name, Tensor view) {
    inputs.put(name, view);
    outputs.put(name + ".new", view);
  }
}
