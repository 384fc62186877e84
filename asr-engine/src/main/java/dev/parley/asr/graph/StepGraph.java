package dev.parley.asr.graph;

import dev.parley.asr.checkpoint.WhisperCheckpoint;
import dev.parley.asr.graph.DynamicInt8Linear.Rows;
import dev.parley.inference.graph.Attribute;
import dev.parley.inference.graph.Axis;
import dev.parley.inference.graph.ElementType;
import dev.parley.inference.graph.Operator;
import dev.parley.inference.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The decoder for one token of each of several decodings, each behind at least one other token,
/// with the self-attention kernel made for that.
///
/// The decodings share the linear layers, whose weights then are read from memory once for all.
/// Attention is computed decoding by decoding, because each has its own audio, as long as it is,
/// and
/// its own past, and would gain nothing from company. Input: `tokens` int64 [rows, 1]. Output:
/// `logits` [rows, 1, vocabulary]. The names of the buffers of a decoding end in the number of its
/// row, such as `key.5.0`.
final class StepGraph extends DecoderGraph {
  private static final Operator ATTENTION = Operator.contributed("DecoderMaskedMultiHeadAttention");

  private final int rows;
  private final Value tokens;
  private final List<Value> pasts = new ArrayList<>();
  private final List<List<Value>> alignments = new ArrayList<>();

  /// @param rows the decodings of a run, from two on, all of which must be given
  StepGraph(WhisperCheckpoint checkpoint, Precision precision, int rows) {
    super(
        "step",
        checkpoint,
        precision,
        switch (precision) {
          case FLOAT32 -> new FloatLinear();
          case INT8 -> new DynamicInt8Linear(Rows.APART);
        });
    this.rows = rows;
    tokens = graph.input("tokens", ElementType.INT64, Axis.of(rows), Axis.of(1));
    for (int row = 0; row < rows; row++) {
      pasts.add(graph.input("past." + row, ElementType.INT32, Axis.of(1)));
      alignments.add(new ArrayList<>());
    }
  }

  @Override
  Value tokens() {
    return tokens;
  }

  @Override
  Value positions(Value table) {
    Value past =
        graph.node("decoder.past", Operator.standard("Concat"), pasts, Attribute.of("axis", 0));
    Value shape = Constants.longs(graph, "decoder.past.shape", rows, 1);
    Value column =
        graph.node("decoder.past.column", Operator.standard("Reshape"), List.of(past, shape));
    return graph.node("decoder.position", Operator.standard("Gather"), List.of(table, column));
  }

  @Override
  Value selfAttention(int layer, String name, List<Value> parts) {
    List<List<Value>> separate =
        parts.stream().map(part -> separate(part.name() + ".of", part)).toList();
    List<Value> attentions = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      Value keys = buffer("key.%d.%d".formatted(layer, row), textContext());
      Value values = buffer("value.%d.%d".formatted(layer, row), textContext());
      List<Value> arguments = new ArrayList<>();
      for (List<Value> part : separate) {
        arguments.add(part.get(row));
      }
      arguments.addAll(List.of(Value.NONE, Value.NONE, keys, values, pasts.get(row)));
      String attention = name + "." + row;
      List<String> results = List.of(keys.name() + ".new", values.name() + ".new");
      attentions.add(
          graph
              .nodes(
                  attention,
                  ATTENTION,
                  List.of(attention, results.getFirst(), results.getLast()),
                  arguments,
                  Attribute.of("num_heads", network.dimensions.heads()),
                  Attribute.of("past_present_share_buffer", 1))
              .getFirst());
      results.forEach(this::result);
    }
    return together(name, attentions);
  }

  @Override
  Value crossAttention(int layer, String name, Value query) {
    Value heads =
        graph.node(
            name + ".heads",
            Operator.standard("Reshape"),
            List.of(
                query, shape("heads", rows, network.dimensions.heads(), 1, network.headWidth())));
    List<Value> queries = separate(name + ".query", heads);
    List<Value> attentions = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      Axis positions = positions(row);
      attentions.add(
          attend(
              layer,
              name + ".heads." + row,
              queries.get(row),
              audioKeys("cross.key.%d.%d".formatted(layer, row), positions),
              buffer("cross.value.%d.%d".formatted(layer, row), positions),
              Axis.of(1),
              positions,
              alignments.get(row)));
    }
    return graph.node(
        name,
        Operator.standard("Reshape"),
        List.of(
            together(name + ".joined", attentions),
            shape("joined", rows, 1, network.dimensions.width())));
  }

  @Override
  Value scored(Value stream) {
    return stream;
  }

  @Override
  List<Axis> scoredShape() {
    return List.of(Axis.of(rows), Axis.of(1), Axis.of(network.dimensions.vocabulary()));
  }

  @Override
  void alignment() {
    for (int row = 0; row < rows; row++) {
      alignmentOutput("alignment." + row, alignments.get(row), Axis.of(1), positions(row));
    }
  }

  private static Axis positions(int row) {
    return Axis.free("positions." + row);
  }

  private List<Value> separate(String name, Value all) {
    List<String> names = IntStream.range(0, rows).mapToObj(row -> name + "." + row).toList();
    return graph.nodes(
        name, Operator.standard("Split"), names, List.of(all), Attribute.of("axis", 0));
  }

  private Value together(String name, List<Value> each) {
    return graph.node(name, Operator.standard("Concat"), each, Attribute.of("axis", 0));
  }
}
