package dev.parley.asr.graph;

import dev.parley.asr.checkpoint.Weight;
import dev.parley.asr.checkpoint.WhisperCheckpoint;
import dev.parley.asr.model.WhisperDimensions;
import dev.parley.inference.graph.Attribute;
import dev.parley.inference.graph.GraphBuilder;
import dev.parley.inference.graph.Operator;
import dev.parley.inference.graph.TensorData;
import dev.parley.inference.graph.Value;
import java.util.List;

/// The parts of which encoder and decoder are made, written into one graph.
final class Network {
  static final float EPSILON = 1e-5f;

  final GraphBuilder graph;
  final WhisperDimensions dimensions;
  private final WhisperCheckpoint checkpoint;

  Network(String name, WhisperCheckpoint checkpoint) {
    graph = new GraphBuilder(name);
    dimensions = checkpoint.dimensions();
    this.checkpoint = checkpoint;
  }

  /// The channels of one attention head.
  int headWidth() {
    return dimensions.width() / dimensions.heads();
  }

  Value weight(String tensor) {
    return Constants.weight(graph, tensor, checkpoint.weight(tensor));
  }

  /// A weight in 16 bits.
  Value halves(String tensor) {
    Weight weight = checkpoint.weight(tensor);
    return graph.constant(
        tensor + ".half",
        TensorData.halves(weight.elements(), weight::floats),
        weight.shape().stream().mapToLong(Long::longValue).toArray());
  }

  Value norm(String layer, Value input) {
    return graph.node(
        layer,
        Operator.standard("LayerNormalization"),
        List.of(input, weight(layer + ".weight"), weight(layer + ".bias")),
        Attribute.of("axis", -1),
        Attribute.of("epsilon", EPSILON));
  }

  Value linear(String layer, Value input, Linear arithmetic) {
    return arithmetic.write(
        graph,
        layer,
        input,
        checkpoint.weight(layer + ".weight"),
        checkpoint.weight(layer + ".bias"));
  }

  /// The scores of all tokens: the product with the embedding matrix.
  Value logits(String name, Value input, Linear arithmetic) {
    return arithmetic.write(graph, name, input, checkpoint.weight("decoder.embedding"), null);
  }

  Value gelu(String name, Value input) {
    return graph.node(name, Operator.contributed("Gelu"), List.of(input));
  }

  Value add(String name, Value left, Value right) {
    return graph.node(name, Operator.standard("Add"), List.of(left, right));
  }

  Value transposed(String name, Value input, long... order) {
    return graph.node(
        name, Operator.standard("Transpose"), List.of(input), Attribute.of("perm", order));
  }

  /// Cuts the last axis into three equal pieces: query, key, value.
  List<Value> thirds(String name, Value input) {
    return graph.nodes(
        name,
        Operator.standard("Split"),
        List.of(name + ".query", name + ".key", name + ".value"),
        List.of(input),
        Attribute.of("axis", -1));
  }
}
