package dev.parley.asr.graph;

import dev.parley.asr.checkpoint.AlignmentHeads;
import dev.parley.asr.checkpoint.WhisperCheckpoint;
import dev.parley.inference.graph.Attribute;
import dev.parley.inference.graph.Axis;
import dev.parley.inference.graph.ElementType;
import dev.parley.inference.graph.GraphBuilder;
import dev.parley.inference.graph.Operator;
import dev.parley.inference.graph.TensorData;
import dev.parley.inference.graph.Value;
import java.util.List;

/// The decoder with its memory of earlier tokens in the caller's buffers.
///
/// What a decoding brings are its buffers: `past` int32 [1], the number of tokens fed before; for
/// each layer `key.i` and `value.i` [1, heads, textContext, headWidth], the memory, and
/// `cross.key.i` [1, heads, headWidth, positions] and `cross.value.i` [1, heads, positions,
/// headWidth] from the encoder. What it gets are
/// `alignment` [1, alignment heads, n, positions], the attention scores before softmax, and
/// `key.i.new` and `value.i.new`, for which the caller passes the same buffers as for `key.i` and
/// `value.i`, so that only the new rows are written.
abstract sealed class DecoderGraph permits StepGraph, TokensGraph {
  final Network network;
  final GraphBuilder graph;
  private final Precision precision;
  private final Linear linear;
  private final AlignmentHeads alignmentHeads;

  /// @param linear the arithmetic of the linear layers
  DecoderGraph(String name, WhisperCheckpoint checkpoint, Precision precision, Linear linear) {
    network = new Network(name, checkpoint);
    graph = network.graph;
    this.precision = precision;
    this.linear = linear;
    alignmentHeads = checkpoint.alignmentHeads();
  }

  /// The tokens that are fed.
  abstract Value tokens();

  /// The rows of the position table for the new tokens.
  abstract Value positions(Value table);

  /// Attention of the new tokens to the earlier ones and each other.
  ///
  /// @param parts query, key and value, of the shape of the stream
  abstract Value selfAttention(int layer, String name, List<Value> parts);

  /// Attention to the encoded audio, whose scores are left to [#alignment] if the layer has
  /// alignment heads.
  ///
  /// @param query of the shape of the stream
  abstract Value crossAttention(int layer, String name, Value query);

  /// The rows of the stream whose scores are wanted.
  abstract Value scored(Value stream);

  /// The shape of the scores.
  abstract List<Axis> scoredShape();

  /// Makes the outputs that hold the alignment.
  abstract void alignment();

  final GraphBuilder build() {
    Value stream =
        network.add(
            "decoder.positioned", embedded(), positions(network.weight("decoder.positions")));
    for (int i = 0; i < network.dimensions.decoderLayers(); i++) {
      stream = layer(i, stream);
    }
    Value normed = network.norm("decoder.norm", scored(stream));
    graph.output(
        network.logits("logits", normed, linear),
        ElementType.FLOAT32,
        scoredShape().toArray(Axis[]::new));
    alignment();
    return graph;
  }

  /// The rows of the embedding, which most checkpoints hold in 16 bits too.
  private Value embedded() {
    return switch (precision) {
      case FLOAT32 -> rows("decoder.embedded", network.weight("decoder.embedding"));
      case INT8 -> {
        Value table = network.halves("decoder.embedding");
        yield graph.node(
            "decoder.embedded",
            Operator.standard("Cast"),
            List.of(rows("decoder.embedded.half", table)),
            Attribute.of("to", ElementType.FLOAT32.code()));
      }
    };
  }

  private Value rows(String name, Value table) {
    return graph.node(name, Operator.standard("Gather"), List.of(table, tokens()));
  }

  private Value layer(int index, Value stream) {
    String layer = "decoder.layers." + index;
    Value normed = network.norm(layer + ".self.norm", stream);
    List<Value> parts =
        network.thirds(layer + ".self.parts", network.linear(layer + ".self.qkv", normed, linear));
    Value attention = selfAttention(index, layer + ".self.attention", parts);
    Value attended =
        network.add(
            layer + ".self", stream, network.linear(layer + ".self.output", attention, linear));
    Value heard = network.add(layer + ".cross", attended, cross(index, layer, attended));
    Value hidden =
        network.linear(layer + ".feed.expand", network.norm(layer + ".feed.norm", heard), linear);
    Value active = network.gelu(layer + ".feed.gelu", hidden);
    return network.add(
        layer + ".feed", heard, network.linear(layer + ".feed.contract", active, linear));
  }

  private Value cross(int index, String layer, Value stream) {
    Value normed = network.norm(layer + ".cross.norm", stream);
    Value query = network.linear(layer + ".cross.query", normed, linear);
    Value attention = crossAttention(index, layer + ".cross.attention", query);
    return network.linear(layer + ".cross.output", attention, linear);
  }

  /// Takes the alignment heads out of the scores of all heads of a layer.
  ///
  /// @param scores [1, heads, n, positions]
  private Value alignmentOf(int layer, Value scores, Axis length, Axis positions) {
    graph.type(
        scores,
        ElementType.FLOAT32,
        Axis.of(1),
        Axis.of(network.dimensions.heads()),
        length,
        positions);
    long[] numbers = alignmentHeads.of(layer).stream().mapToLong(Integer::longValue).toArray();
    Value chosen =
        graph.constant(
            scores.name() + ".alignment.heads", TensorData.int64(numbers), numbers.length);
    return graph.node(
        scores.name() + ".alignment",
        Operator.standard("Gather"),
        List.of(scores, chosen),
        Attribute.of("axis", 1));
  }

  /// Makes the output `name` of the alignment of all layers.
  final void alignmentOutput(String name, List<Value> layers, Axis length, Axis positions) {
    Value alignment =
        graph.node(name, Operator.standard("Concat"), layers, Attribute.of("axis", 1));
    graph.output(
        alignment,
        ElementType.FLOAT32,
        Axis.of(1),
        Axis.of(alignmentHeads.size()),
        length,
        positions);
  }

  /// Attention to the encoded audio as plain products. They read the keys and values of a window,
  /// which is what this costs, a quarter faster than ONNX Runtime's attention kernels.
  ///
  /// @param query [1, heads, n, headWidth]
  /// @param alignment gets the scores of the alignment heads if the layer has any
  /// @return of the shape of the query
  final Value attend(
      int layer,
      String name,
      Value query,
      Value keys,
      Value values,
      Axis length,
      Axis positions,
      List<Value> alignment) {
    Value scores =
        graph.node(
            name + ".scores",
            Operator.contributed("FusedMatMul"),
            List.of(query, keys),
            Attribute.of("alpha", (float) (1 / Math.sqrt(network.headWidth()))));
    if (!alignmentHeads.of(layer).isEmpty()) {
      alignment.add(alignmentOf(layer, scores, length, positions));
    }
    Value weights =
        graph.node(
            name + ".weights",
            Operator.standard("Softmax"),
            List.of(scores),
            Attribute.of("axis", -1));
    return graph.node(name, Operator.standard("MatMul"), List.of(weights, values));
  }

  /// A shape that every layer uses.
  final Value shape(String name, long... shape) {
    String constant = "cross.shape." + name;
    return graph.contains(constant) ? new Value(constant) : Constants.longs(graph, constant, shape);
  }

  /// A buffer of keys or values that the caller passes in.
  final Value buffer(String name, Axis length) {
    return buffer(name, length, Axis.of(network.headWidth()));
  }

  /// The keys of the audio that the caller passes in.
  final Value audioKeys(String name, Axis positions) {
    return buffer(name, Axis.of(network.headWidth()), positions);
  }

  private Value buffer(String name, Axis rows, Axis columns) {
    return graph.input(
        name, ElementType.FLOAT32, Axis.of(1), Axis.of(network.dimensions.heads()), rows, columns);
  }

  final Axis textContext() {
    return Axis.of(network.dimensions.textContext());
  }

  /// The state of a buffer behind the run.
  final void result(String name) {
    graph.output(
        new Value(name),
        ElementType.FLOAT32,
        Axis.of(1),
        Axis.of(network.dimensions.heads()),
        textContext(),
        Axis.of(network.headWidth()));
  }
}
