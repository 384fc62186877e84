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
/// @param rowScaled whether each row of the input, which must come out of a Gelu, is first divided
///     by its largest magnitude. The hidden layers of Whisper have rows hundreds of times larger
///     than others, which a common scale would round to nothing.
record DynamicInt8Linear(boolean rowScaled) implements Linear {
  /// Gelu never goes further below zero, so this or the largest value is the largest magnitude.
  private static final float LOWEST_OF_GELU = 0.17f;

  @Override
  public Value write(
      GraphBuilder graph, String name, Value input, Weight matrix, @Nullable Weight bias) {
    Value offset = bias == null ? Value.NONE : Constants.weight(graph, name + ".bias", bias);
    if (!rowScaled) {
      return product(graph, name, input, matrix, offset);
    }
    Value largest =
        graph.node(
            name + "/largest",
            Operator.standard("ReduceMax"),
            List.of(input),
            Attribute.of("axes", new long[] {-1}),
            Attribute.of("keepdims", 1));
    Value lowest = Constants.number(graph, name + ".lowest", LOWEST_OF_GELU);
    Value scale = graph.node(name + "/scale", Operator.standard("Max"), List.of(largest, lowest));
    Value inverse = graph.node(name + "/inverse", Operator.standard("Reciprocal"), List.of(scale));
    Value scaled = graph.node(name + "/scaled", Operator.standard("Mul"), List.of(input, inverse));
    Value product = product(graph, name + "/product", scaled, matrix, Value.NONE);
    Value restored =
        graph.node(name + "/restored", Operator.standard("Mul"), List.of(product, scale));
    return bias == null
        ? restored
        : graph.node(name, Operator.standard("Add"), List.of(restored, offset));
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
