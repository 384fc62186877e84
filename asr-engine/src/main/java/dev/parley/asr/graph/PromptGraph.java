package dev.parley.asr.graph;

import dev.parley.asr.checkpoint.WhisperCheckpoint;
import dev.parley.inference.graph.Attribute;
import dev.parley.inference.graph.Axis;
import dev.parley.inference.graph.ElementType;
import dev.parley.inference.graph.Operator;
import dev.parley.inference.graph.TensorData;
import dev.parley.inference.graph.Value;
import java.util.List;

/// The decoder for any number of tokens at any position: a prompt, or a draft to be verified.
///
/// Of the attention kernels that work in place, `GroupQueryAttention` is the one that takes several
/// tokens; with one group per head it is ordinary attention.
final class PromptGraph extends DecoderGraph {
  private final Value total;
  private final Value totalNumber;
  private final Value lastIndex;

  PromptGraph(WhisperCheckpoint checkpoint, Precision precision) {
    super("prompt", checkpoint, arithmetic(precision), Axis.free("new"));
    Value length =
        graph.node(
            "length",
            Operator.standard("Shape"),
            List.of(tokens),
            Attribute.of("start", 1),
            Attribute.of("end", 2));
    Value count =
        graph.node(
            "count",
            Operator.standard("Cast"),
            List.of(length),
            Attribute.of("to", ElementType.INT32.code()));
    total = network.add("total", past, count);
    Value one = graph.constant("one", TensorData.int32(1), 1);
    lastIndex = graph.node("last", Operator.standard("Sub"), List.of(total, one));
    Value scalar = graph.constant("scalar", TensorData.int64(), 0);
    totalNumber = graph.node("total.number", Operator.standard("Reshape"), List.of(total, scalar));
  }

  @Override
  Value positions(Value table) {
    Value axis = graph.constant("decoder.position.axis", TensorData.int32(0), 1);
    return graph.node(
        "decoder.position", Operator.standard("Slice"), List.of(table, past, total, axis));
  }

  @Override
  Value selfAttention(String name, List<Value> parts, Memory memory) {
    return graph
        .nodes(
            name,
            Operator.contributed("GroupQueryAttention"),
            List.of(name, memory.results().getFirst(), memory.results().getLast()),
            List.of(
                parts.get(0),
                parts.get(1),
                parts.get(2),
                memory.keys(),
                memory.values(),
                lastIndex,
                totalNumber),
            Attribute.of("num_heads", network.dimensions.heads()),
            Attribute.of("kv_num_heads", network.dimensions.heads()))
        .getFirst();
  }

  @Override
  List<Value> crossAttention(String name, Value query, Value keys, Value values, boolean scored) {
    return graph.nodes(
        name,
        Operator.contributed("MultiHeadAttention"),
        scored ? List.of(name, "", "", name + ".scores") : List.of(name),
        List.of(query, keys, values),
        Attribute.of("num_heads", network.dimensions.heads()));
  }

  @Override
  Value last(Value stream) {
    Value index = graph.constant("decoder.last.index", TensorData.int64(-1));
    return graph.node(
        "decoder.last",
        Operator.standard("Gather"),
        List.of(stream, index),
        Attribute.of("axis", 1));
  }
}
