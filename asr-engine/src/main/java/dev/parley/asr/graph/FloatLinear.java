package dev.parley.asr.graph;

import dev.parley.asr.checkpoint.Weight;
import dev.parley.inference.graph.GraphBuilder;
import dev.parley.inference.graph.Operator;
import dev.parley.inference.graph.TensorData;
import dev.parley.inference.graph.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Float32 weights and products.
final class FloatLinear implements Linear {
  @Override
  public Value write(
      GraphBuilder graph, String name, Value input, Weight matrix, @Nullable Weight bias) {
    Value weights =
        graph.constant(
            name + ".weight",
            TensorData.floats(matrix.elements(), () -> transposed(matrix)),
            matrix.size(1),
            matrix.size(0));
    if (bias == null) {
      return graph.node(name, Operator.standard("MatMul"), List.of(input, weights));
    }
    Value product =
        graph.node(name + "/product", Operator.standard("MatMul"), List.of(input, weights));
    Value offset = Constants.weight(graph, name + ".bias", bias);
    return graph.node(name, Operator.standard("Add"), List.of(product, offset));
  }

  private static float[] transposed(Weight matrix) {
    float[] values = matrix.floats();
    int rows = matrix.size(0);
    int columns = matrix.size(1);
    float[] result = new float[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        result[column * rows + row] = values[row * columns + column];
      }
    }
    return result;
  }
}
