package dev.parley.inference.graph;

import com.google.protobuf.ByteString;
import dev.parley.inference.graph.onnx.GraphProto;
import dev.parley.inference.graph.onnx.ModelProto;
import dev.parley.inference.graph.onnx.NodeProto;
import dev.parley.inference.graph.onnx.OperatorSetIdProto;
import dev.parley.inference.graph.onnx.StringStringEntryProto;
import dev.parley.inference.graph.onnx.TensorProto;
import dev.parley.inference.graph.onnx.TensorProto.DataLocation;
import dev.parley.inference.graph.onnx.TensorShapeProto;
import dev.parley.inference.graph.onnx.TypeProto;
import dev.parley.inference.graph.onnx.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Builds one ONNX graph, node by node, and writes it.
///
/// Nodes are added in the order of the computation: a node may use only values that exist already.
/// Every value has the name its maker gives it, so equal calls make equal files. A mistake (a name
/// used twice, a value from elsewhere, a shape that does not fit the data) is refused at the call
/// with an [IllegalArgumentException]; whether an operator accepts its inputs shows when ONNX
/// Runtime loads the graph.
///
/// Not thread-safe.
public final class GraphBuilder {
  /// The version of the standard operators.
  public static final int STANDARD_VERSION = 17;

  private static final int IR_VERSION = 8;

  /// Constants below this size stay in the model file: ONNX Runtime reads shapes and axes from
  /// there while it infers shapes.
  private static final int EXTERNAL_BYTES = 1024;

  private record Constant(TensorData data, List<Long> shape) {}

  private final String name;
  private final Set<String> names = new HashSet<>();
  private final Map<String, Constant> constants = new LinkedHashMap<>();
  private final List<NodeProto> nodes = new ArrayList<>();
  private final List<ValueInfoProto> inputs = new ArrayList<>();
  private final List<ValueInfoProto> outputs = new ArrayList<>();
  private final List<ValueInfoProto> types = new ArrayList<>();

  /// @param name of the graph, for messages and tools
  public GraphBuilder(String name) {
    this.name = name;
  }

  /// Declares an input of the graph.
  public Value input(String inputName, ElementType type, Axis... shape) {
    Value value = declare(inputName);
    inputs.add(info(inputName, type, shape));
    return value;
  }

  /// Adds a constant.
  ///
  /// @param shape empty for a scalar
  public Value constant(String constantName, TensorData data, long... shape) {
    long elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (elements != data.elements()) {
      throw new IllegalArgumentException(
          "The constant '%s' of graph %s has %d elements, but its shape %s holds %d."
              .formatted(constantName, name, data.elements(), Arrays.toString(shape), elements));
    }
    Value value = declare(constantName);
    constants.put(constantName, new Constant(data, Arrays.stream(shape).boxed().toList()));
    return value;
  }

  /// Whether a value of that name exists.
  public boolean contains(String valueName) {
    return names.contains(valueName);
  }

  /// Adds a node with one output, which has the node's name.
  public Value node(
      String nodeName, Operator operator, List<Value> arguments, Attribute... attributes) {
    Value result = declare(nodeName);
    append(nodeName, operator, arguments, List.of(result), attributes);
    return result;
  }

  /// Adds a node with several outputs.
  ///
  /// @param results the outputs' names; an empty one leaves out an optional output, whose value is
  ///     then [Value#NONE]
  public List<Value> nodes(
      String nodeName,
      Operator operator,
      List<String> results,
      List<Value> arguments,
      Attribute... attributes) {
    List<Value> values =
        results.stream().map(result -> result.isEmpty() ? Value.NONE : declare(result)).toList();
    append(nodeName, operator, arguments, values, attributes);
    return values;
  }

  /// Makes `value` an output of the graph, under its own name.
  public void output(Value value, ElementType type, Axis... shape) {
    known(value, "an output");
    outputs.add(info(value.name(), type, shape));
  }

  /// States the type of a value inside the graph, for the few operators whose results ONNX Runtime
  /// cannot tell the type of.
  public void type(Value value, ElementType type, Axis... shape) {
    known(value, "a statement of type");
    types.add(info(value.name(), type, shape));
  }

  /// The model as one piece, weights inside. Only for models below 2 GB.
  public byte[] toBytes() {
    GraphProto.Builder graph = graph();
    constants.forEach(
        (constantName, constant) -> graph.addInitializer(inlined(constantName, constant)));
    return model(graph).toByteArray();
  }

  /// Writes the model to `file` and its weights to a file beside it, called like it with `.weights`
  /// appended. Each appears complete or not at all, the model file last.
  public void write(Path file) throws IOException {
    Path weightFile = file.resolveSibling(file.getFileName() + ".weights");
    Path temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      byte[] model;
      try (WeightFile weights = new WeightFile(temporary, weightFile.getFileName().toString())) {
        model = modelOver(weights).toByteArray();
      }
      move(temporary, weightFile);
      Files.write(temporary, model);
      move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// Writes the model to `file` and adds its weights to `weights`, which lies in the same folder
  /// and which several graphs may share: constants of equal names are stored once. For a caller
  /// that puts the whole folder into place at once.
  public void write(Path file, WeightFile weights) throws IOException {
    Files.write(file, modelOver(weights).toByteArray());
  }

  private ModelProto modelOver(WeightFile weights) throws IOException {
    GraphProto.Builder graph = graph();
    for (Map.Entry<String, Constant> entry : constants.entrySet()) {
      Constant constant = entry.getValue();
      graph.addInitializer(
          constant.data.byteCount() < EXTERNAL_BYTES
              ? inlined(entry.getKey(), constant)
              : external(entry.getKey(), constant, weights));
    }
    return model(graph);
  }

  private GraphProto.Builder graph() {
    return GraphProto.newBuilder()
        .setName(name)
        .addAllNode(nodes)
        .addAllInput(inputs)
        .addAllOutput(outputs)
        .addAllValueInfo(types);
  }

  private static ModelProto model(GraphProto.Builder graph) {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("parley")
        .setGraph(graph)
        .addOpsetImport(operators(Operator.STANDARD, STANDARD_VERSION))
        .addOpsetImport(operators(Operator.CONTRIBUTED, 1))
        .build();
  }

  private static OperatorSetIdProto operators(String domain, int version) {
    return OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version).build();
  }

  private static TensorProto inlined(String constantName, Constant constant) {
    return tensor(constantName, constant)
        .setRawData(ByteString.copyFrom(constant.data.bytes()))
        .build();
  }

  private static TensorProto external(String constantName, Constant constant, WeightFile weights)
      throws IOException {
    WeightFile.Span span = weights.store(constantName, constant.data);
    return tensor(constantName, constant)
        .setDataLocation(DataLocation.EXTERNAL)
        .addExternalData(entry("location", weights.location()))
        .addExternalData(entry("offset", Long.toString(span.offset())))
        .addExternalData(entry("length", Long.toString(span.length())))
        .build();
  }

  private static TensorProto.Builder tensor(String constantName, Constant constant) {
    return TensorProto.newBuilder()
        .setName(constantName)
        .setDataType(constant.data.type().code())
        .addAllDims(constant.shape);
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  static ValueInfoProto info(String valueName, ElementType type, Axis... shape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    for (Axis axis : shape) {
      switch (axis) {
        case Axis.Fixed(long size) -> dimensions.addDimBuilder().setDimValue(size);
        case Axis.Free(String symbol) -> dimensions.addDimBuilder().setDimParam(symbol);
      }
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.code()).setShape(dimensions).build();
    return ValueInfoProto.newBuilder()
        .setName(valueName)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private void append(
      String nodeName,
      Operator operator,
      List<Value> arguments,
      List<Value> results,
      Attribute... attributes) {
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setName(nodeName)
            .setDomain(operator.domain())
            .setOpType(operator.type());
    for (Value argument : arguments) {
      known(argument, "the node '" + nodeName + "'");
      node.addInput(argument.name());
    }
    results.forEach(result -> node.addOutput(result.name()));
    for (Attribute attribute : attributes) {
      node.addAttribute(attribute.message());
    }
    nodes.add(node.build());
  }

  private void known(Value value, String user) {
    if (!value.equals(Value.NONE) && !names.contains(value.name())) {
      throw new IllegalArgumentException(
          "In graph %s, %s uses '%s', which does not exist yet."
              .formatted(name, user, value.name()));
    }
  }

  private Value declare(String valueName) {
    if (valueName.isEmpty()) {
      throw new IllegalArgumentException("A value of graph " + name + " has an empty name.");
    }
    if (!names.add(valueName)) {
      throw new IllegalArgumentException(
          "Graph %s has two values called '%s'.".formatted(name, valueName));
    }
    return new Value(valueName);
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
