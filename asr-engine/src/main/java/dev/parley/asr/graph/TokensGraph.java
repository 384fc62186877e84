package dev.parley.asr.graph;

import dev.parley.asr.checkpoint.WhisperCheckpoint;
import dev.parley.inference.graph.Attribute;
import dev.parley.inference.graph.Axis;
import dev.parley.inference.graph.ElementType;
import dev.parley.inference.graph.Operator;
import dev.parley.inference.graph.TensorData;
import dev.parley.inference.graph.Value;
import java.util.ArrayList;
import java.util.List;

/// The decoder for any number of tokens of one decoding at any position: a prompt, a draft to be
/// verified, or a single token.
///
/// Inputs: `tokens` int64 [1, n]; `scored` int64 [1], how many of the last tokens are scored; the
/// buffers of the decoding. Output: `logits` [1, scored, vocabulary].
///
/// Of the attention kernels that work in place, `GroupQueryAttention` is the one that takes several
/// tokens; with one group per head it is ordinary attention.
final class TokensGraph extends DecoderGraph {
  private static final Axis NEW = Axis.free("new");
  private static final Axis POSITIONS = Axis.free("positions");

  private final Value tokens;
  private final Value past;
  private final Value scored;
  private final Value total;
  private final Value totalNumber;
  private final Value lastIndex;
  private final List<Value> alignments = new ArrayList<>();

  TokensGraph(WhisperCheckpoint checkpoint, Precision precision) {
    super(
        "tokens",
        checkpoint,
        precision,
        switch (precision) {
          case FLOAT32 -> new FloatLinear();
          case INT8 -> new BlockwiseInt8Linear();
        });
    tokens = graph.input("tokens", ElementType.INT64, Axis.of(1), NEW);
    past = graph.input("past", ElementType.INT32, Axis.of(1));
    scored = graph.input("scored", ElementType.INT64, Axis.of(1));
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
  Value tokens() {
    return tokens;
  }

  @Override
  Value positions(Value table) {
    Value axis = graph.constant("decoder.position.axis", TensorData.int32(0), 1);
    return graph.node(
        "decoder.position", Operator.standard("Slice"), List.of(table, past, total, axis));
  }

  @Override
  Value selfAttention(int layer, String name, List<Value> parts) {
    Value keys = buffer("key." + layer, textContext());
    Value values = buffer("value." + layer, textContext());
    List<String> results = List.of(keys.name() + ".new", values.name() + ".new");
    Value attention =
        graph
            .nodes(
                name,
                Operator.contributed("GroupQueryAttention"),
                List.of(name, results.getFirst(), results.getLast()),
                List.of(
                    parts.get(0), parts.get(1), parts.get(2), keys, values, lastIndex, totalNumber),
                Attribute.of("num_heads", network.dimensions.heads()),
                Attribute.of("kv_num_heads", network.dimensions.heads()))
            .getFirst();
    results.forEach(this::result);
    return attention;
  }

  @Override
  Value crossAttention(int layer, String name, Value query) {
    Value keys = audioKeys("cross.key." + layer, POSITIONS);
    Value values = buffer("cross.value." + layer, POSITIONS);
    Value separated =
        graph.node(
            name + ".separated",
            Operator.standard("Reshape"),
            List.of(query, shape("heads", 0, 0, network.dimensions.heads(), network.headWidth())));
    Value attended =
        attend(
            layer,
            name + ".heads",
            exchanged(name + ".query", separated),
            keys,
            values,
            NEW,
            POSITIONS,
            alignments);
    return graph.node(
        name,
        Operator.standard("Reshape"),
        List.of(
            exchanged(name + ".joined", attended),
            shape("joined", 0, 0, network.dimensions.width())));
  }

  /// Exchanges heads and tokens.
  private Value exchanged(String name, Value value) {
    return network.transposed(name, value, 0, 2, 1, 3);
  }

  @Override
  Value scored(Value stream) {
    Value from = graph.node("decoder.scored.from", Operator.standard("Neg"), List.of(scored));
    Value to = Constants.longs(graph, "decoder.scored.to", Long.MAX_VALUE);
    Value axis = Constants.longs(graph, "decoder.scored.axis", 1);
    return graph.node(
        "decoder.scored", Operator.standard("Slice"), List.of(stream, from, to, axis));
  }

  @Override
  List<Axis> scoredShape() {
    return List.of(Axis.of(1), Axis.free("scored"), Axis.of(network.dimensions.vocabulary()));
  }

  @Override
  void alignment() {
    alignmentOutput("alignment", alignments, NEW, POSITIONS);
  }
}
