package dev.parley.server.llm.embedded.graph;

import dev.parley.inference.gguf.GgufFile;
import dev.parley.inference.gguf.GgufTensor;
import dev.parley.inference.graph.Attribute;
import dev.parley.inference.graph.Axis;
import dev.parley.inference.graph.ElementType;
import dev.parley.inference.graph.GraphBuilder;
import dev.parley.inference.graph.Operator;
import dev.parley.inference.graph.TensorData;
import dev.parley.inference.graph.Value;
import java.util.ArrayList;
import java.util.List;

/// A Llama model for any number of tokens at any position of a text: a prompt, a part of one, or a
/// single token.
///
/// Inputs: `tokens` int64 [1, n]; `past` int32 [1], the number of tokens read before; for each
/// layer `key.i` and `value.i` [1, keyValueHeads, capacity, headWidth], the memory. Outputs:
/// `logits` [1, 1, vocabulary] of the last token, and `key.i.new` and `value.i.new`, for which the
/// caller passes the same buffers as for `key.i` and `value.i`, so that only the new rows are
/// written.
final class LlamaGraph {
  /// A table of positions for longer texts would be of no use to a voice.
  private static final int MOST_POSITIONS = 8192;

  private static final Axis NEW = Axis.free("new");
  private static final Axis CAPACITY = Axis.free("capacity");

  private final LlamaDimensions sizes;
  private final LlamaTensors tensors;
  private final GraphBuilder graph = new GraphBuilder("llama");
  private final BlockLinear linear = new BlockLinear(graph);

  private LlamaGraph(GgufFile file, LlamaDimensions sizes) {
    this.sizes = sizes;
    this.tensors = new LlamaTensors(file, sizes);
  }

  /// @throws dev.parley.inference.gguf.GgufException if the file lacks a tensor, or has one that
  ///     does not belong to such a model
  static GraphBuilder of(GgufFile file, LlamaDimensions sizes) {
    LlamaGraph llama = new LlamaGraph(file, sizes);
    llama.build();
    llama.tensors.requireAllUsed();
    return llama.graph;
  }

  private void build() {
    Value tokens = graph.input("tokens", ElementType.INT64, Axis.of(1), NEW);
    Value past = graph.input("past", ElementType.INT32, Axis.of(1));
    Attention attention = attention(tokens, past);
    Value stream = linear.rows("embedded", tensors.embedding(), tokens);
    Value normed = norm("layers.0.attention.norm", stream, tensors.attentionNorm(0));
    for (int layer = 0; layer < sizes.layers(); layer++) {
      String name = "layers." + layer;
      Value attended =
          linear.product(
              name + ".attention.output",
              attend(layer, name + ".attention", normed, attention),
              List.of(tensors.attentionOutput(layer)));
      Sum heard = sum(name + ".feed", stream, attended, tensors.feedForwardNorm(layer));
      Value fed = feedForward(layer, name + ".feed", heard.normed);
      Sum next =
          layer + 1 < sizes.layers()
              ? sum(
                  "layers." + (layer + 1) + ".attention",
                  heard.stream,
                  fed,
                  tensors.attentionNorm(layer + 1))
              : sum("output", heard.stream, fed, tensors.outputNorm());
      stream = next.stream;
      normed = next.normed;
    }
    Value head = linear.product("logits", last(normed), List.of(tensors.head()));
    graph.output(head, ElementType.FLOAT32, Axis.of(1), Axis.of(1), Axis.of(sizes.vocabulary()));
  }

  /// What the attention of every layer is given besides its own values.
  private record Attention(Value lastIndex, Value total, Value cosines, Value sines) {}

  /// A stream after an addition, and normalised.
  private record Sum(Value stream, Value normed) {}

  private Attention attention(Value tokens, Value past) {
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
    Value total = graph.node("total", Operator.standard("Add"), List.of(past, count));
    Value one = graph.constant("one", TensorData.int32(1), 1);
    Value lastIndex = graph.node("last", Operator.standard("Sub"), List.of(total, one));
    Value scalar = graph.constant("scalar", TensorData.int64(), 0);
    Value number = graph.node("total.number", Operator.standard("Reshape"), List.of(total, scalar));
    RotaryTable table =
        new RotaryTable(
            Math.min(sizes.context(), MOST_POSITIONS), sizes.headWidth() / 2, sizes.ropeBase());
    return new Attention(
        lastIndex,
        number,
        table.constant(graph, "positions.cosines", Math::cos),
        table.constant(graph, "positions.sines", Math::sin));
  }

  private Value attend(int layer, String name, Value normed, Attention shared) {
    Value parts = linear.product(name + ".input", normed, tensors.attentionInput(layer));
    List<Value> buffers = new ArrayList<>();
    List<String> results = new ArrayList<>(List.of(name));
    for (String buffer : List.of("key." + layer, "value." + layer)) {
      buffers.add(graph.input(buffer, ElementType.FLOAT32, memoryShape()));
      results.add(buffer + ".new");
    }
    List<Value> outputs =
        graph.nodes(
            name,
            Operator.contributed("GroupQueryAttention"),
            results,
            List.of(
                parts,
                Value.NONE,
                Value.NONE,
                buffers.get(0),
                buffers.get(1),
                shared.lastIndex,
                shared.total,
                shared.cosines,
                shared.sines),
            Attribute.of("num_heads", sizes.heads()),
            Attribute.of("kv_num_heads", sizes.keyValueHeads()),
            Attribute.of("do_rotary", 1),
            // GGUF files order the channels of a head in pairs.
            Attribute.of("rotary_interleaved", 1));
    outputs
        .subList(1, outputs.size())
        .forEach(output -> graph.output(output, ElementType.FLOAT32, memoryShape()));
    return outputs.getFirst();
  }

  private Axis[] memoryShape() {
    return new Axis[] {
      Axis.of(1), Axis.of(sizes.keyValueHeads()), CAPACITY, Axis.of(sizes.headWidth())
    };
  }

  private Value feedForward(int layer, String name, Value normed) {
    Value both =
        linear.product(name + ".input", normed, List.of(tensors.gate(layer), tensors.up(layer)));
    List<Value> halves =
        graph.nodes(
            name + ".halves",
            Operator.standard("Split"),
            List.of(name + ".gate", name + ".up"),
            List.of(both),
            Attribute.of("axis", -1));
    Value open =
        graph.node(
            name + ".open",
            Operator.contributed("QuickGelu"),
            List.of(halves.getFirst()),
            Attribute.of("alpha", 1f));
    Value gated =
        graph.node(name + ".gated", Operator.standard("Mul"), List.of(open, halves.getLast()));
    return linear.product(name + ".down", gated, List.of(tensors.down(layer)));
  }

  private Value norm(String name, Value input, GgufTensor gain) {
    return graph.node(
        name,
        Operator.standard("SimplifiedLayerNormalization"),
        List.of(input, gain(name, gain)),
        Attribute.of("axis", -1),
        Attribute.of("epsilon", sizes.epsilon()));
  }

  private Sum sum(String name, Value stream, Value addition, GgufTensor gain) {
    List<Value> results =
        graph.nodes(
            name + ".norm",
            Operator.contributed("SkipSimplifiedLayerNormalization"),
            List.of(name + ".norm", "", "", name + ".stream"),
            List.of(stream, addition, gain(name + ".norm", gain)),
            Attribute.of("epsilon", sizes.epsilon()));
    return new Sum(results.getLast(), results.getFirst());
  }

  private Value gain(String name, GgufTensor gain) {
    return graph.constant(
        name + ".gain", TensorData.floats(gain.columns(), gain::floats), gain.columns());
  }

  /// Only the last token is scored: the scores of others are known, as they were fed.
  private Value last(Value stream) {
    Value from = graph.constant("scored.from", TensorData.int64(-1), 1);
    Value to = graph.constant("scored.to", TensorData.int64(Long.MAX_VALUE), 1);
    Value axis = graph.constant("scored.axis", TensorData.int64(1), 1);
    return graph.node("scored", Operator.standard("Slice"), List.of(stream, from, to, axis));
  }
}
