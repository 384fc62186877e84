package dev.parley.server.llm.embedded;

import dev.parley.inference.onnx.ModelOptions;
import dev.parley.inference.onnx.ModelOptions.Placement;
import dev.parley.inference.onnx.ModelOptions.Threading;
import dev.parley.inference.onnx.OnnxModel;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.onnx.RunCancellation;
import dev.parley.inference.onnx.Tensor;
import dev.parley.server.llm.embedded.graph.LlamaDimensions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The loaded graph. Immutable and thread-safe; runs of one [TextMemory] come one after the other.
final class LlamaNetwork implements AutoCloseable {
  /// The memory is written in place, which an accelerator with memory of its own cannot.
  private static final ModelOptions OPTIONS =
      new ModelOptions(Threading.SHARED_POOL, Placement.CPU);

  private final OnnxModel model;
  private final List<String> memoryNames = new ArrayList<>();

  private LlamaNetwork(OnnxModel model, LlamaDimensions sizes) {
    this.model = model;
    for (int layer = 0; layer < sizes.layers(); layer++) {
      memoryNames.add("key." + layer);
      memoryNames.add("value." + layer);
    }
  }

  static LlamaNetwork load(Path graph, LlamaDimensions sizes, OnnxRuntime runtime) {
    return new LlamaNetwork(runtime.load(graph, OPTIONS), sizes);
  }

  /// Reads tokens behind those that the memory holds, on the calling thread.
  ///
  /// @throws dev.parley.inference.onnx.RunCancelledException if cancelled; the memory then holds
  ///     what it held before
  void read(TextMemory memory, int[] text, @Nullable RunCancellation cancellation) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    for (int i = 0; i < memoryNames.size(); i++) {
      Tensor buffer = memory.layers().get(i);
      inputs.put(memoryNames.get(i), buffer);
      outputs.put(memoryNames.get(i) + ".new", buffer);
    }
    memory.past.ints().put(0, memory.length());
    inputs.put("past", memory.past);
    outputs.put("logits", memory.output);
    try (Tensor tokens = Tensor.longs(1, text.length)) {
      for (int i = 0; i < text.length; i++) {
        tokens.longs().put(i, text[i]);
      }
      inputs.put("tokens", tokens);
      model.run(inputs, outputs, Set.of(), cancellation).close();
    }
    memory.append(text);
  }

  @Override
  public void close() {
    model.close();
  }
}
