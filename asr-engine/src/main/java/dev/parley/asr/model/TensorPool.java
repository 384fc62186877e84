package dev.parley.asr.model;

import dev.parley.inference.onnx.Tensor;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/// Native float memory that is used again and again, so that utterances neither allocate nor zero
/// it each time. Sizes are rounded up to a multiple of `step`; what comes back when `mostKept` lie
/// here already is freed.
///
/// Thread-safe.
final class TensorPool implements AutoCloseable {
  private final int step;
  private final int mostKept;
  private final Map<Integer, ArrayDeque<Tensor>> kept = new HashMap<>();
  private int keptCount;
  private boolean closed;

  /// @param step in elements
  TensorPool(int step, int mostKept) {
    this.step = step;
    this.mostKept = mostKept;
  }

  /// A tensor of at least that many elements, with any content, to be given back or closed.
  Tensor take(int elements) {
    int size = Math.multiplyExact(Math.ceilDiv(elements, step), step);
    synchronized (kept) {
      ArrayDeque<Tensor> sameSize = kept.get(size);
      if (sameSize != null && !sameSize.isEmpty()) {
        keptCount--;
        return sameSize.pop();
      }
    }
    return Tensor.floats(size);
  }

  /// Takes back a tensor of [#take]; no view of it may be in use.
  void give(Tensor tensor) {
    synchronized (kept) {
      if (!closed && keptCount < mostKept) {
        keptCount++;
        kept.computeIfAbsent(Math.toIntExact(tensor.shape()[0]), size -> new ArrayDeque<>())
            .push(tensor);
        return;
      }
    }
    tensor.close();
  }

  /// How many tensors lie here.
  int kept() {
    synchronized (kept) {
      return keptCount;
    }
  }

  /// Frees what lies here; what comes back later is freed then.
  @Override
  public void close() {
    synchronized (kept) {
      closed = true;
      kept.values().forEach(sameSize -> sameSize.forEach(Tensor::close));
      kept.clear();
      keptCount = 0;
    }
  }
}
