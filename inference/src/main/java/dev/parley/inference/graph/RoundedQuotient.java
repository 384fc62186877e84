package dev.parley.inference.graph;

import dev.parley.inference.graph.onnx.ModelProto;
import dev.parley.inference.graph.onnx.NodeProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds what a finished model computes as a quotient, rounded and bounded: the durations of a
/// voice whose pace is an input. It goes by what nodes do, as each export of a model calls them
/// otherwise.
public final class RoundedQuotient {
  private static final Set<String> BOUNDS = Set.of("Clip", "Max");
  private static final Set<String> SAME_VALUE = Set.of("Identity", "Cast");

  private final Map<String, NodeProto> makers = new HashMap<>();

  private RoundedQuotient(List<NodeProto> nodes) {
    for (NodeProto node : nodes) {
      node.getOutputList().forEach(output -> makers.put(output, node));
    }
  }

  /// Finds the bounded value, the first one if there are several.
  ///
  /// @param model an ONNX file
  /// @param divisor the name of an input of the model
  /// @return the name of the value; empty if the model computes none
  /// @throws IllegalArgumentException with a sentence if the bytes are no ONNX model
  public static Optional<String> by(byte[] model, String divisor) {
    ModelProto parsed = ModelBytes.require(model);
    List<NodeProto> nodes = parsed.getGraph().getNodeList();
    RoundedQuotient quotient = new RoundedQuotient(nodes);
    return nodes.stream()
        .filter(node -> BOUNDS.contains(node.getOpType()))
        .filter(node -> quotient.isRounded(node, divisor))
        .map(node -> node.getOutput(0))
        .findFirst();
  }

  private boolean isRounded(NodeProto bounds, String divisor) {
    return bounds.getInputList().stream()
        .map(this::maker)
        .flatMap(Optional::stream)
        .filter(node -> node.getOpType().equals("Round"))
        .flatMap(round -> maker(round.getInput(0)).stream())
        .anyMatch(
            node -> node.getOpType().equals("Div") && origin(node.getInput(1)).equals(divisor));
  }

  private Optional<NodeProto> maker(String value) {
    return Optional.ofNullable(makers.get(origin(value)));
  }

  /// What a value was before it was only renamed or changed its type.
  private String origin(String value) {
    String origin = value;
    for (NodeProto maker = makers.get(origin);
        maker != null && SAME_VALUE.contains(maker.getOpType());
        maker = makers.get(origin)) {
      origin = maker.getInput(0);
    }
    return origin;
  }
}
