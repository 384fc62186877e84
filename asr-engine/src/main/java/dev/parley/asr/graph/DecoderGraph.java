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
import java.util.ArrayList;
import java.util.List;

/// The decoder with its memory of earlier tokens in the caller's buffers.
///
/// Inputs: `tokens` int64 [1, n]; `past` int32 [1], the number of tokens fed before; for each layer
/// `key.i` and `value.i` [1, heads, textContext, headWidth], the memory, and `cross.key.i` and
/// `cross.value.i` [1, heads, positions, headWidth] from the encoder. Outputs: `logits` [1,
/// vocabulary] behind the last token; `alignment` [1, alignment heads, n, positions], the attention
/// scores before softmax; `key.i.new` and `value.i.new`, for which the caller passes the same
/// buffers as for `key.i` and `value.i`, so that only the new rows are written.
abstract sealed class DecoderGraph permits PromptGraph, StepGraph {
  final Network network;
  final GraphBuilder graph;
  final Value tokens;
  final Value past;
  private final Linear linear;
  private final AlignmentHeads alignmentHeads;

  DecoderGraph(String name, WhisperCheckpoint checkpoint, Linear linear, Axis length) {
    network = new Network(name, checkpoint);
    graph = network.graph;
    this.linear = linear;
    alignmentHeads = checkpoint.alignmentHeads();
    tokens = graph.input("tokens", ElementType.INT64, Axis.of(1), length);
    past = graph.input("past", ElementType.INT32, Axis.of(1));
  }

  static Linear arithmetic(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> new FloatLinear();
      case INT8 -> new BlockwiseInt8Linear();
    };
  }

  /// The rows of the position table for the new tokens.
  abstract Value positions(Value table);

  /// Attention of the new tokens to the earlier ones and each other.
  ///
  /// @param parts query, key and value [1, n, width]
  abstract Value selfAttention(String name, List<Value> parts, Memory memory);

  /// Attention to the encoded audio.
  ///
  /// @param query [1, n, width]
  /// @return the attention [1, n, width] and, if `scored`, the scores [1, heads, n, positions]
  abstract List<Value> crossAttention(
      String name, Value query, Value keys, Value values, boolean scored);

  /// The last token's row of the stream, [1, width].
  abstract Value last(Value stream);

  /// The buffers of one layer and the names of their new states.
  record Memory(Value keys, Value values, List<String> results) {}

  final GraphBuilder build() {
    Value embedded =
        graph.node(
            "decoder.embedded",
            Operator.standard("Gather"),
            List.of(network.weight("decoder.embedding"), tokens));
    Value stream =
        network.add("decoder.positioned", embedded, positions(network.weight("decoder.positions")));
    List<Value> scores = new ArrayList<>();
    for (int i = 0; i < network.dimensions.decoderLayers(); i++) {
      stream = layer(i, stream, scores);
    }
    Value normed = network.norm("decoder.norm", last(stream));
    graph.output(
        network.logits("logits", normed, linear),
        ElementType.FLOAT32,
        Axis.of(1),
        Axis.of(network.dimensions.vocabulary()));
    Value alignment =
        graph.node("alignment", Operator.standard("Concat"), scores, Attribute.of("axis", 1));
    graph.output(
        alignment,
        ElementType.FLOAT32,
        Axis.of(1),
        Axis.of(alignmentHeads.size()),
        Axis.free("new"),
        Axis.free("positions"));
    return graph;
  }

  private Value layer(int index, Value stream, List<Value> scores) {
    String layer = "decoder.layers." + index;
    Value normed = network.norm(layer + ".self.norm", stream);
    List<Value> parts =
        network.thirds(layer + ".self.parts", network.linear(layer + ".self.qkv", normed, linear));
    Memory memory = memory(index);
    Value attention = selfAttention(layer + ".self.attention", parts, memory);
    memory.results.forEach(result -> output(result));
    Value attended =
        network.add(
            layer + ".self", stream, network.linear(layer + ".self.output", attention, linear));
    Value heard = network.add(layer + ".cross", attended, cross(index, layer, attended, scores));
    return network.feedForward(layer, heard, linear, linear);
  }

  private Value cross(int index, String layer, Value stream, List<Value> scores) {
    Value normed = network.norm(layer + ".cross.norm", stream);
    Value query = network.linear(layer + ".cross.query", normed, linear);
    Value keys = buffer("cross.key." + index, Axis.free("positions"));
    Value values = buffer("cross.value." + index, Axis.free("positions"));
    List<Integer> heads = alignmentHeads.of(index);
    List<Value> attention =
        crossAttention(layer + ".cross.attention", query, keys, values, !heads.isEmpty());
    if (!heads.isEmpty()) {
      graph.type(
          attention.getLast(),
          ElementType.FLOAT32,
          Axis.of(1),
          Axis.of(network.dimensions.heads()),
          Axis.free("new"),
          Axis.free("positions"));
      long[] numbers = heads.stream().mapToLong(Integer::longValue).toArray();
      Value chosen =
          graph.constant(layer + ".alignment.heads", TensorData.int64(numbers), numbers.length);
      scores.add(
          graph.node(
              layer + ".alignment",
              Operator.standard("Gather"),
              List.of(attention.getLast(), chosen),
              Attribute.of("axis", 1)));
    }
    return network.linear(layer + ".cross.output", attention.getFirst(), linear);
  }

  private Memory memory(int index) {
    Axis context = Axis.of(network.dimensions.textContext());
    return new Memory(
        buffer("key." + index, context),
        buffer("value." + index, context),
        List.of("key.%d.new".formatted(index), "value.%d.new".formatted(index)));
  }

  private Value buffer(String name, Axis length) {
    return graph.input(
        name,
        ElementType.FLOAT32,
        Axis.of(1),
        Axis.of(network.dimensions.heads()),
        length,
        Axis.of(network.headWidth()));
  }

  private void output(String name) {
    graph.output(
        new Value(name),
        ElementType.FLOAT32,
        Axis.of(1),
        Axis.of(network.dimensions.heads()),
        Axis.of(network.dimensions.textContext()),
        Axis.of(network.headWidth()));
  }
}
