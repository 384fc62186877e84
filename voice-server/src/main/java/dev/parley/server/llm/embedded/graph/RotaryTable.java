package dev.parley.server.llm.embedded.graph;

import dev.parley.inference.graph.GraphBuilder;
import dev.parley.inference.graph.TensorData;
import dev.parley.inference.graph.Value;
import java.util.function.DoubleUnaryOperator;

/// By how much each pair of channels of a head is turned at each position.
///
/// @param positions how many positions there are
/// @param pairs pairs of channels of a head
/// @param base what the wavelengths grow by from the first pair to behind the last
record RotaryTable(int positions, int pairs, double base) {

  /// The table of a function of the angles, [positions, pairs].
  Value constant(GraphBuilder graph, String name, DoubleUnaryOperator function) {
    return graph.constant(
        name,
        TensorData.floats((long) positions * pairs, () -> values(function)),
        positions,
        pairs);
  }

  private float[] values(DoubleUnaryOperator function) {
    float[] values = new float[positions * pairs];
    for (int pair = 0; pair < pairs; pair++) {
      double frequency = Math.pow(base, -(double) pair / pairs);
      for (int position = 0; position < positions; position++) {
        values[position * pairs + pair] = (float) function.applyAsDouble(position * frequency);
      }
    }
    return values;
  }
}
