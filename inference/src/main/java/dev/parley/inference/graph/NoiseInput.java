package dev.parley.inference.graph;

import com.google.protobuf.ByteString;
import dev.parley.inference.graph.onnx.AttributeProto;
import dev.parley.inference.graph.onnx.GraphProto;
import dev.parley.inference.graph.onnx.ModelProto;
import dev.parley.inference.graph.onnx.NodeProto;
import dev.parley.inference.graph.onnx.TensorProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Gives a model that throws dice an input for the noise, so that whoever runs it decides whether
/// two runs are alike.
public final class NoiseInput {
  /// What the new input is called: float32 of one axis, of any length above 0. Noise that is needed
  /// beyond its end repeats it.
  public static final String NAME = "parley_noise";

  private static final String RANDOM = "RandomNormalLike";

  /// Each random node starts at another place of the noise.
  private static final long STRIDE = 20_011;

  private final List<NodeProto> nodes = new ArrayList<>();
  private final List<TensorProto> constants = new ArrayList<>();

  private NoiseInput() {}

  /// Reads a model and replaces its random nodes. A model without any comes back without the input.
  ///
  /// Takes the memory of two copies of the file for a while.
  ///
  /// @return the changed model
  /// @throws UncheckedIOException with a sentence if the file cannot be read or is no ONNX model
  /// @throws IllegalArgumentException if a random node is of a kind that this does not know
  public static byte[] expose(Path file) {
    try {
      return expose(ModelBytes.parse(Files.readAllBytes(file))).toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The model %s cannot be read (%s); pull or copy it again."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  static ModelProto expose(ModelProto model) {
    NoiseInput replacement = new NoiseInput();
    int random = 0;
    for (NodeProto node : model.getGraph().getNodeList()) {
      if (node.getOpType().startsWith("Random") || node.getOpType().equals("Multinomial")) {
        replacement.replace(node, random++);
      } else {
        replacement.nodes.add(node);
      }
    }
    if (random == 0) {
      return model;
    }
    GraphProto.Builder graph = model.getGraph().toBuilder();
    graph.clearNode().addAllNode(replacement.nodes);
    graph.addAllInitializer(replacement.constants);
    graph.addInput(GraphBuilder.info(NAME, ElementType.FLOAT32, new Axis.Free(NAME + "_length")));
    return model.toBuilder().setGraph(graph).build();
  }

  /// Values of a tensor's shape become values of the noise from one place on, in that shape.
  private void replace(NodeProto node, int number) {
    if (!node.getOpType().equals(RANDOM) || !isStandardNormal(node)) {
      throw new IllegalArgumentException(
          "The model has the random operator %s ('%s'), which cannot be given noise."
              .formatted(node.getOpType(), node.getName()));
    }
    String prefix = "%s_%d_".formatted(NAME, number);
    String first = constant(prefix + "first", number * STRIDE);
    String one = constant(prefix + "one", 1);
    String shape = add(prefix + "shape", "Shape", node.getInput(0));
    String size = add(prefix + "size", "Size", node.getInput(0));
    String end = add(prefix + "end", "Add", size, first);
    String places = add(prefix + "places", "Range", first, end, one);
    String length = add(prefix + "length", "Size", NAME);
    String wrapped = add(prefix + "wrapped", "Mod", places, length);
    String values = add(prefix + "values", "Gather", NAME, wrapped);
    add(node.getOutput(0), "Reshape", values, shape);
  }

  private static boolean isStandardNormal(NodeProto node) {
    for (AttributeProto attribute : node.getAttributeList()) {
      boolean usual =
          switch (attribute.getName()) {
            case "mean" -> attribute.getF() == 0;
            case "scale" -> attribute.getF() == 1;
            case "dtype" -> attribute.getI() == ElementType.FLOAT32.code();
            default -> true;
          };
      if (!usual) {
        return false;
      }
    }
    return true;
  }

  private String constant(String name, long value) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(0, value);
    constants.add(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(ElementType.INT64.code())
            .setRawData(ByteString.copyFrom(bytes))
            .build());
    return name;
  }

  private String add(String output, String operator, String... inputs) {
    nodes.add(
        NodeProto.newBuilder()
            .setName(output)
            .setOpType(operator)
            .addAllInput(List.of(inputs))
            .addOutput(output)
            .build());
    return output;
  }
}
