package dev.parley.asr.graph;

import dev.parley.asr.checkpoint.WhisperCheckpoint;
import dev.parley.inference.graph.Attribute;
import dev.parley.inference.graph.Axis;
import dev.parley.inference.graph.Operator;
import dev.parley.inference.graph.Value;
import java.util.ArrayList;
import java.util.List;

/// The decoder for one token behind at least one other, with the attention kernel made for that.
final class StepGraph extends DecoderGraph {
  private static final Operator ATTENTION = Operator.contributed("DecoderMaskedMultiHeadAttention");

  StepGraph(WhisperCheckpoint checkpoint, Precision precision) {
    super("step", checkpoint, arithmetic(precision), Axis.of(1));
  }

  @Override
  Value positions(Value table) {
    return graph.node("decoder.position", Operator.standard("Gather"), List.of(table, past));
  }

  @Override
  Value selfAttention(String name, List<Value> parts, Memory memory) {
    List<Value> arguments = new ArrayList<>(parts);
    arguments.addAll(List.of(Value.NONE, Value.NONE, memory.keys(), memory.values(), past));
    List<String> results = new ArrayList<>(List.of(name));
    results.addAll(memory.results());
    return graph
        .nodes(
            name,
            ATTENTION,
            results,
            arguments,
            Attribute.of("num_heads", network.dimensions.heads()),
            Attribute.of("past_present_share_buffer", 1))
        .getFirst();
  }

  @Override
  List<Value> crossAttention(String name, Value query, Value keys, Value values, boolean scored) {
    return graph.nodes(
        name,
        ATTENTION,
        scored ? List.of(name, "", "", name + ".scores") : List.of(name),
        List.of(query, keys, values),
        Attribute.of("num_heads", network.dimensions.heads()),
        Attribute.of("output_qk", scored ? 1 : 0));
  }

  @Override
  Value last(Value stream) {
    Value shape = Constants.longs(graph, "decoder.last.shape", 1, network.dimensions.width());
    return graph.node("decoder.last", Operator.standard("Reshape"), List.of(stream, shape));
  }
}
