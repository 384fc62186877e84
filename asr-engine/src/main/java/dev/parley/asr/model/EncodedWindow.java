package dev.parley.asr.model;

import dev.parley.inference.onnx.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// The keys and values of the audio for all decoder layers, in one pooled tensor.
final class EncodedWindow implements EncodedAudio {
  private final int positions;
  private final TensorPool pool;
  private final Tensor memory;
  private final Map<String, Tensor> layers = new LinkedHashMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  /// @param memory of `pool`, which gets it back at [#close]
  EncodedWindow(WhisperDimensions dimensions, int positions, TensorPool pool, Tensor memory) {
    this.positions = positions;
    this.pool = pool;
    this.memory = memory;
    int slice = dimensions.width() * positions;
    long[] shape = {1, dimensions.heads(), positions, dimensions.width() / dimensions.heads()};
    for (int i = 0; i < dimensions.decoderLayers(); i++) {
      layers.put("cross.key." + i, memory.slice(2 * i * slice, shape));
      layers.put("cross.value." + i, memory.slice((2 * i + 1) * slice, shape));
    }
  }

  /// The decoder's inputs that hold the audio.
  Map<String, Tensor> layers() {
    if (closed.get()) {
      throw new IllegalStateException("The encoded audio is closed.");
    }
    return layers;
  }

  @Override
  public int positions() {
    return positions;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      layers.values().forEach(Tensor::close);
      pool.give(memory);
    }
  }
}
