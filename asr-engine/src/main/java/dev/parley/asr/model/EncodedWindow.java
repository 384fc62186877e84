package dev.parley.asr.model;

import dev.parley.inference.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// The keys and values of the audio for all decoder layers, in one pooled tensor: the keys of all
/// layers, then the values.
final class EncodedWindow implements EncodedAudio {
  private final int positions;
  private final TensorPool pool;
  private final Tensor memory;
  private final List<Tensor> layers = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  /// @param memory of `pool`, which gets it back at [#close]
  EncodedWindow(WhisperDimensions dimensions, int positions, TensorPool pool, Tensor memory) {
    this.positions = positions;
    this.pool = pool;
    this.memory = memory;
    int slice = dimensions.width() * positions;
    int heads = dimensions.heads();
    int headWidth = dimensions.headWidth();
    int values = dimensions.decoderLayers() * slice;
    for (int i = 0; i < dimensions.decoderLayers(); i++) {
      layers.add(memory.slice(i * slice, 1, heads, headWidth, positions));
      layers.add(memory.slice(values + i * slice, 1, heads, positions, headWidth));
    }
  }

  /// Keys and values of the audio for the first decoder layer, for the second, and so on.
  List<Tensor> layers() {
    requireOpen();
    return layers;
  }

  void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException("The encoded audio is closed.");
    }
  }

  @Override
  public int positions() {
    return positions;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      layers.forEach(Tensor::close);
      pool.give(memory);
    }
  }
}
