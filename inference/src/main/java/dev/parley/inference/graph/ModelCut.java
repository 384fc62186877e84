package dev.parley.inference.graph;

import dev.parley.inference.graph.onnx.GraphProto;
import dev.parley.inference.graph.onnx.ModelProto;
import dev.parley.inference.graph.onnx.NodeProto;
import dev.parley.inference.graph.onnx.TypeProto;
import dev.parley.inference.graph.onnx.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A finished model in two halves, so that the second can be run on a part of what the first made.
public final class ModelCut {
  private final byte[] head;
  private final byte[] tail;
  private final List<String> seam;

  private ModelCut(byte[] head, byte[] tail, List<String> seam) {
    this.head = head;
    this.tail = tail;
    this.seam = seam;
  }

  /// The model up to the seam, whose values are its outputs.
  public byte[] head() {
    return head;
  }

  /// The rest of the model. Its inputs are the values of the seam.
  public byte[] tail() {
    return tail;
  }

  /// The values, all float32, that go from the first half to the second; the one at which the model
  /// was cut comes first.
  public List<String> seam() {
    return seam;
  }

  /// Cuts a model before the operator that has a certain weight: what depends on the first input of
  /// that operator is the second half.
  ///
  /// Takes the memory of two more copies of the model for a while.
  ///
  /// @param model an ONNX file; not changed
  /// @param weight the name of one of its initializers
  /// @return empty if no operator has the weight, or the second half would not make all outputs
  /// @throws IllegalArgumentException with a sentence if the bytes are no ONNX model
  public static Optional<ModelCut> before(byte[] model, String weight) {
    ModelProto whole = ModelBytes.require(model);
    return whole.getGraph().getNodeList().stream()
        .filter(node -> node.getInputList().contains(weight))
        .findFirst()
        .flatMap(node -> at(whole, node.getInput(0)));
  }

  private static Optional<ModelCut> at(ModelProto model, String value) {
    GraphProto graph = model.getGraph();
    List<NodeProto> before = new ArrayList<>();
    List<NodeProto> behind = new ArrayList<>();
    Set<String> made = new HashSet<>(Set.of(value));
    // The nodes of a model are in an order in which they can be run.
    for (NodeProto node : graph.getNodeList()) {
      if (node.getInputList().stream().anyMatch(made::contains)) {
        behind.add(node);
        made.addAll(node.getOutputList());
      } else {
        before.add(node);
      }
    }
    if (!graph.getOutputList().stream().map(ValueInfoProto::getName).allMatch(made::contains)) {
      return Optional.empty();
    }
    Set<String> computed = new HashSet<>();
    before.forEach(node -> computed.addAll(node.getOutputList()));
    Set<String> seam = new LinkedHashSet<>(List.of(value));
    List<NodeProto> constants = constants(before, behind);
    Set<String> constant = new HashSet<>();
    constants.forEach(node -> constant.addAll(node.getOutputList()));
    for (NodeProto node : behind) {
      node.getInputList().stream()
          .filter(computed::contains)
          .filter(input -> !constant.contains(input))
          .forEach(seam::add);
    }
    List<ValueInfoProto> values = seam.stream().map(ModelCut::floats).toList();
    GraphProto.Builder head = with(graph, before).clearOutput().addAllOutput(values);
    List<NodeProto> rest = new ArrayList<>(constants);
    rest.addAll(behind);
    GraphProto.Builder tail = with(graph, rest);
    List<ValueInfoProto> inputs = new ArrayList<>(values);
    inputs.addAll(tail.getInputList().stream().filter(input -> isUsed(input, behind)).toList());
    tail.clearInput().addAllInput(inputs);
    return Optional.of(
        new ModelCut(
            model.toBuilder().setGraph(head).build().toByteArray(),
            model.toBuilder().setGraph(tail).build().toByteArray(),
            List.copyOf(seam)));
  }

  /// What both halves use and neither has to compute.
  private static List<NodeProto> constants(List<NodeProto> before, List<NodeProto> behind) {
    Set<String> used = new HashSet<>();
    behind.forEach(node -> used.addAll(node.getInputList()));
    return before.stream()
        .filter(node -> node.getOpType().equals("Constant"))
        .filter(node -> used.contains(node.getOutput(0)))
        .toList();
  }

  /// The graph with only these nodes and the weights that they use.
  private static GraphProto.Builder with(GraphProto graph, List<NodeProto> nodes) {
    Set<String> used = new HashSet<>();
    nodes.forEach(node -> used.addAll(node.getInputList()));
    return graph.toBuilder()
        .clearNode()
        .addAllNode(nodes)
        .clearInitializer()
        .addAllInitializer(
            graph.getInitializerList().stream()
                .filter(weight -> used.contains(weight.getName()))
                .toList())
        .clearValueInfo();
  }

  private static boolean isUsed(ValueInfoProto input, List<NodeProto> nodes) {
    return nodes.stream().anyMatch(node -> node.getInputList().contains(input.getName()));
  }

  /// A float32 value of any shape.
  private static ValueInfoProto floats(String name) {
    TypeProto.Tensor type =
        TypeProto.Tensor.newBuilder().setElemType(ElementType.FLOAT32.code()).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }
}
