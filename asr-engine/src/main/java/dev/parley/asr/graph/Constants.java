package dev.parley.asr.graph;

import dev.parley.asr.checkpoint.Weight;
import dev.parley.inference.graph.GraphBuilder;
import dev.parley.inference.graph.TensorData;
import dev.parley.inference.graph.Value;

/// Constants made from weights as they are, and from numbers.
final class Constants {
  private Constants() {}

  /// The tensor with its own shape.
  static Value weight(GraphBuilder graph, String name, Weight weight) {
    return graph.constant(
        name,
        TensorData.floats(weight.elements(), weight::floats),
        weight.shape().stream().mapToLong(Long::longValue).toArray());
  }

  /// A list of whole numbers, such as a shape or axes.
  static Value longs(GraphBuilder graph, String name, long... values) {
    return graph.constant(name, TensorData.int64(values), values.length);
  }

  /// One number of shape [1].
  static Value number(GraphBuilder graph, String name, float value) {
    return graph.constant(name, TensorData.floats(value), 1);
  }
}
