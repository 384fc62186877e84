package dev.parley.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import ai.onnxruntime.TensorInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A loaded model. Immutable and thread-safe: several threads may run it at once.
///
/// Made by [OnnxRuntime#load]. [#close] waits for nothing; the owner ends all runs first.
public final class OnnxModel implements AutoCloseable {
  private final String name;
  private final OrtSession session;
  private final AtomicBoolean closed = new AtomicBoolean();

  OnnxModel(String name, OrtSession session) {
    this.name = name;
    this.session = session;
  }

  public String name() {
    return name;
  }

  public Set<String> inputs() {
    return session.getInputNames();
  }

  public Set<String> outputs() {
    return session.getOutputNames();
  }

  /// The declared shape of an input, -1 where the size is free.
  public long[] inputShape(String input) {
    try {
      NodeInfo info = session.getInputInfo().get(input);
      if (info == null || !(info.getInfo() instanceof TensorInfo tensor)) {
        throw new IllegalArgumentException(name + " has no tensor input '" + input + "'.");
      }
      return tensor.getShape();
    } catch (OrtException e) {
      throw new InferenceException("The inputs of " + name + " cannot be read.", e);
    }
  }

  /// Runs the model and lets ONNX Runtime allocate every output. The caller closes the result.
  public ModelOutputs run(Map<String, Tensor> inputs) {
    return run(inputs, Map.of(), session.getOutputNames(), null);
  }

  /// Runs the model into the caller's tensors. An input tensor may also be an output: kernels that
  /// support it then work in place.
  public void run(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
    run(inputs, outputs, Set.of(), null).close();
  }

  /// The general form: `pinned` outputs are written into the caller's tensors, `requested` ones are
  /// allocated and returned; no name may be in both.
  ///
  /// @throws RunCancelledException if `cancellation` was used before or during the run
  public ModelOutputs run(
      Map<String, Tensor> inputs,
      Map<String, Tensor> pinned,
      Set<String> requested,
      @Nullable RunCancellation cancellation) {
    try (RunOptions options = new RunOptions()) {
      if (cancellation == null) {
        return execute(inputs, pinned, requested, options);
      }
      cancellation.enter(options);
      try {
        return execute(inputs, pinned, requested, options);
      } catch (OrtException e) {
        cancellation.throwIfCancelled();
        throw e;
      } finally {
        cancellation.leave(options);
      }
    } catch (OrtException e) {
      throw new InferenceException("A run of " + name + " failed: " + e.getMessage(), e);
    }
  }

  /// Frees the model. Safe to call twice.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      session.close();
    } catch (OrtException e) {
      throw new InferenceException(name + " could not be closed.", e);
    }
  }

  private ModelOutputs execute(
      Map<String, Tensor> inputs,
      Map<String, Tensor> pinned,
      Set<String> requested,
      RunOptions options)
      throws OrtException {
    Map<String, OnnxTensor> feeds = LinkedHashMap.newLinkedHashMap(inputs.size());
    inputs.forEach((input, tensor) -> feeds.put(input, tensor.value()));
    Map<String, OnnxValue> targets = LinkedHashMap.newLinkedHashMap(pinned.size());
    pinned.forEach((output, tensor) -> targets.put(output, tensor.value()));
    return new ModelOutputs(session.run(feeds, requested, targets, options));
  }
}
