package dev.parley.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import java.util.NoSuchElementException;

/// The outputs that ONNX Runtime allocated for one run. Its tensors live until [#close].
public final class ModelOutputs implements AutoCloseable {
  private final OrtSession.Result result;
  private boolean closed;

  ModelOutputs(OrtSession.Result result) {
    this.result = result;
  }

  /// @throws NoSuchElementException if the run did not make that output
  public Tensor get(String name) {
    return result
        .get(name)
        .map(value -> Tensor.ofRun((OnnxTensor) value))
        .orElseThrow(() -> new NoSuchElementException("The model made no output '" + name + "'."));
  }

  /// Frees the tensors. Safe to call twice.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    result.close();
  }
}
