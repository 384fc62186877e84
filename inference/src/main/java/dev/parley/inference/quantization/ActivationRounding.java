package dev.parley.inference.quantization;

import dev.parley.inference.graph.onnx.GraphProto;
import dev.parley.inference.graph.onnx.ModelProto;
import dev.parley.inference.graph.onnx.NodeProto;
import dev.parley.inference.graph.onnx.ValueInfoProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Takes the rounding of values between layers out of a quantised model: pairs of `QuantizeLinear`
/// and `DequantizeLinear`. Weights keep their 8 bits.
///
/// For models that lose more by the rounding than its speed is worth.
public final class ActivationRounding {
  /// Values behind a pair, and what they were before it.
  private final Map<String, String> unrounded = new HashMap<>();

  private ActivationRounding(List<NodeProto> nodes, Set<String> outputs) {
    Map<String, String> rounded = new HashMap<>();
    for (NodeProto node : nodes) {
      if (node.getOpType().equals("QuantizeLinear")) {
        rounded.put(node.getOutput(0), node.getInput(0));
      }
    }
    for (NodeProto node : nodes) {
      // An output of the model keeps its name, and so the pair that makes it.
      if (node.getOpType().equals("DequantizeLinear") && !outputs.contains(node.getOutput(0))) {
        String before = rounded.get(node.getInput(0));
        if (before != null) {
          unrounded.put(node.getOutput(0), before);
        }
      }
    }
  }

  /// Reads a model and removes the pairs. What is left without a use stays, and costs nothing.
  ///
  /// @return the changed model
  /// @throws UncheckedIOException with a sentence if the file cannot be read or is no ONNX model
  public static byte[] remove(Path file) {
    try {
      return remove(ModelProto.parseFrom(Files.readAllBytes(file))).toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The model %s cannot be read (%s); pull or copy it again."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static ModelProto remove(ModelProto model) {
    GraphProto graph = model.getGraph();
    Set<String> outputs = new HashSet<>();
    graph.getOutputList().stream().map(ValueInfoProto::getName).forEach(outputs::add);
    ActivationRounding rounding = new ActivationRounding(graph.getNodeList(), outputs);
    GraphProto.Builder changed = graph.toBuilder().clearNode();
    for (NodeProto node : graph.getNodeList()) {
      if (!rounding.unrounded.containsKey(node.getOutput(0))) {
        changed.addNode(rounding.rewired(node));
      }
    }
    return model.toBuilder().setGraph(changed).build();
  }

  private NodeProto rewired(NodeProto node) {
    NodeProto.Builder rewired = node.toBuilder().clearInput();
    node.getInputList().stream().map(this::source).forEach(rewired::addInput);
    return rewired.build();
  }

  /// What a value was before it was rounded, once or several times.
  private String source(String value) {
    String source = value;
    for (String before = unrounded.get(source); before != null; before = unrounded.get(source)) {
      source = before;
    }
    return source;
  }
}
