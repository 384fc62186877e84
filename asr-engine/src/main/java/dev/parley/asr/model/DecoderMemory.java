package dev.parley.asr.model;

import dev.parley.inference.onnx.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/// What one decoding needs of native memory: the keys and values of its tokens, and the places of
/// the inputs and outputs of a single step. Used by one decoding after the other.
final class DecoderMemory implements AutoCloseable {
  private final WhisperDimensions dimensions;
  private final Tensor keysAndValues;
  private final List<Tensor> layers = new ArrayList<>();

  final Tensor token = Tensor.longs(1, 1);
  final Tensor past = Tensor.ints(1);
  final Tensor logits;

  DecoderMemory(WhisperDimensions dimensions) {
    this.dimensions = dimensions;
    int slice = dimensions.textContext() * dimensions.width();
    keysAndValues = Tensor.floats(2L * dimensions.decoderLayers(), slice);
    logits = Tensor.floats(1, 1, dimensions.vocabulary());
    for (int i = 0; i < 2 * dimensions.decoderLayers(); i++) {
      layers.add(
          keysAndValues.slice(
              i * slice, 1, dimensions.heads(), dimensions.textContext(), dimensions.headWidth()));
    }
  }

  /// Keys and values of the first layer, of the second, and so on.
  List<Tensor> layers() {
    return layers;
  }

  /// Takes over the keys and values of the first `length` tokens of another decoding.
  void copy(DecoderMemory other, int length) {
    int head = dimensions.textContext() * dimensions.headWidth();
    int heads = 2 * dimensions.decoderLayers() * dimensions.heads();
    FloatBuffer from = other.keysAndValues.floats();
    FloatBuffer to = keysAndValues.floats();
    for (int i = 0; i < heads; i++) {
      to.put(i * head, from, i * head, length * dimensions.headWidth());
    }
    logits.floats().put(other.logits.floats());
  }

  @Override
  public void close() {
    layers.forEach(Tensor::close);
    past.close();
    token.close();
    logits.close();
    keysAndValues.close();
  }
}
