package dev.parley.asr.graph;

import dev.parley.asr.checkpoint.Weight;
import dev.parley.inference.graph.Attribute;
import dev.parley.inference.graph.GraphBuilder;
import dev.parley.inference.graph.Operator;
import dev.parley.inference.graph.TensorData;
import dev.parley.inference.graph.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Signed 8-bit weights with a scale for each output, and inputs that are rounded to 8 bits with
/// one scale for the whole tensor. The fastest product of many rows.
///
/// @param rows whether each row of the input is first divided by its largest magnitude
record DynamicInt8Linear(Rows rows) implements Linear {
  /// Gelu never goes further below zero, so this or the largest value is the largest magnitude.
  private static final float LOWEST_OF_GELU = 0.17f;

  /// Below it, all of a row is taken for zero.
  private static final float LOWEST = 1e-6f;

  /// What is known of the rows of an input.
  enum Rows {
    /// They are of about the same size, and belong together.
    ALIKE,
    /// They come out of a Gelu. The hidden layers of Whisper have rows hundreds of times larger
    /// than others, which a common scale would round to nothing.
    OF_GELU,
    /// Each has a size of its own: what an attention puts together, or rows of different decodings,
    /// which must not depend on each other.
    APART
  }

  @Override
  public Value write(
      GraphBuilder graph, String name, Value input, Weight matrix, @Nullable Weight bias) {
    Value offset = bias == null ? Value.NONE : Constants.weight(graph, name + ".bias", bias);
    return switch (rows) {
      case ALIKE -> product(graph, name, input, matrix, offset);
      case OF_GELU -> scaled(graph, name, input, input, LOWEST_OF_GELU, matrix, offset);
      case APART -> {
        Value magnitudes =
            graph.node(name + "/magnitudes", Operator.standard("Abs"), List.of(input));
        yield scaled(graph, name, input, magnitudes, LOWEST, matrix, offset);
      }
    };
  }

  /// @param magnitudes the largest of a row, or `least`, is what the row is divided by
  private static Value scaled(
      GraphBuilder graph,
      String name,
      Value input,
      Value magnitudes,
      float least,
      Weight matrix,
      Value offset) {
    Value largest =
        graph.node(
            name + "/largest",
            Operator.standard("ReduceMax"),
            List.of(magnitudes),
            Attribute.of("axes", new long[] {-1}),
            Attribute.of("keepdims", 1));
    Value lowest = Constants.number(graph, name + ".lowest", least);
    Value scale = graph.node(name + "/scale", Operator.standard("Max"), List.of(largest, lowest));
    Value inverse = graph.node(name + "/inverse", Operator.standard("Reciprocal"), List.of(scale));
    Value scaled = graph.node(name + "/scaled", Operator.standard("Mul"), List.of(input, inverse));
    Value product = product(graph, name + "/product", scaled, matrix, Value.NONE);
    Operator times = Operator.standard("Mul");
    if (offset.equals(Value.NONE)) {
      return graph.node(name, times, List.of(product, scale));
    }
    Value restored = graph.node(name + "/restored", times, List.of(product, scale));
    return graph.node(name, Operator.standard("Add"), List.of(restored, offset));
  }

  private static Value product(
      GraphBuilder graph, String name, Value input, Weight matrix, Value offset) {
    int outputs = matrix.size(0);
    Value weights =
        graph.constant(
            name + ".int8",
            TensorData.int8(matrix.elements(), () -> Quantization.transposedRows(matrix)),
            matrix.size(1),
            outputs);
    Value scales =
        graph.constant(
            name + ".scale",
            TensorData.floats(outputs, () -> Quantization.rowScales(matrix)),
            outputs);
    Value zeros = graph.constant(name + ".zero", TensorData.int8(new byte[outputs]), outputs);
    return graph.node(
        name,
        Operator.contributed("DynamicQuantizeMatMul"),
        List.of(input, weights, scales, zeros, offset));
  }
}
