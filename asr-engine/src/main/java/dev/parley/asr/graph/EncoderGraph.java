package dev.parley.asr.graph;

import dev.parley.asr.checkpoint.Weight;
import dev.parley.asr.checkpoint.WhisperCheckpoint;
import dev.parley.asr.graph.DynamicInt8Linear.Rows;
import dev.parley.inference.graph.Attribute;
import dev.parley.inference.graph.Axis;
import dev.parley.inference.graph.ElementType;
import dev.parley.inference.graph.GraphBuilder;
import dev.parley.inference.graph.Operator;
import dev.parley.inference.graph.Value;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The encoder.
///
/// Input: `features` [1, frames, melBins]. Outputs: `cross.keys` [1, layers·heads·headWidth,
/// frames/2] and `cross.values` [1, layers·heads, frames/2, headWidth] of the decoder's
/// cross-attention, layer after layer; one tensor each, because the slice of a layer is contiguous
/// and the decoder can view it. The keys lie the way a product with a single query reads them
/// fastest.
///
/// Nothing but the position table depends on the number of frames, so it may be any even one.
///
/// All that reads the residual stream is a layer normalisation, which takes the mean of each row
/// away. So the mean is taken out of all that is added to the stream, most of it in the weights,
/// and
/// the normalisations divide by the root mean square: the same numbers, and several times faster
/// than ONNX Runtime's kernel, which looks at one value at a time.
final class EncoderGraph {
  private final Network network;
  private final GraphBuilder graph;
  private final WhisperCheckpoint checkpoint;
  private final Linear linear;
  private final Linear ofAttention;
  private final Linear ofGelu;

  private EncoderGraph(
      WhisperCheckpoint checkpoint, Linear linear, Linear ofAttention, Linear ofGelu) {
    network = new Network("encoder", checkpoint);
    graph = network.graph;
    this.checkpoint = checkpoint;
    this.linear = linear;
    this.ofAttention = ofAttention;
    this.ofGelu = ofGelu;
  }

  static GraphBuilder build(WhisperCheckpoint checkpoint, Precision precision) {
    return switch (precision) {
      case FLOAT32 -> build(checkpoint, new FloatLinear(), new FloatLinear(), new FloatLinear());
      case INT8 ->
          build(
              checkpoint,
              new DynamicInt8Linear(Rows.ALIKE),
              new DynamicInt8Linear(Rows.APART),
              new DynamicInt8Linear(Rows.OF_GELU));
    };
  }

  /// @param linear the arithmetic of linear layers behind a normalisation
  /// @param ofAttention that of those behind an attention
  /// @param ofGelu that of those behind a Gelu
  static GraphBuilder build(
      WhisperCheckpoint checkpoint, Linear linear, Linear ofAttention, Linear ofGelu) {
    EncoderGraph encoder = new EncoderGraph(checkpoint, linear, ofAttention, ofGelu);
    encoder.write();
    return encoder.graph;
  }

  private void write() {
    Value features =
        graph.input(
            "features",
            ElementType.FLOAT32,
            Axis.of(1),
            Axis.free("frames"),
            Axis.of(network.dimensions.melBins()));
    Value stream = positioned(convolved(features));
    for (int i = 0; i < network.dimensions.encoderLayers(); i++) {
      stream = layer("encoder.layers." + i, stream);
    }
    cross(norm("encoder.norm", stream));
  }

  /// The two convolutions, as products of neighbouring frames laid side by side: the second, which
  /// skips every other frame, is as large as a layer, and products have kernels for 8 bits.
  private Value convolved(Value features) {
    Value padded =
        graph.node(
            "encoder.features.padded",
            Operator.standard("Pad"),
            List.of(features, Constants.longs(graph, "encoder.both.sides", 0, 1, 0, 0, 1, 0)));
    Value first =
        side(
            "encoder.convolution.0.input",
            cut("encoder.features.before", padded, 1, 0, -2),
            features,
            cut("encoder.features.after", padded, 1, 2, Long.MAX_VALUE));
    Value hidden = convolution(0, first, new FloatLinear());
    int width = network.dimensions.width();
    Value pairs =
        graph.node(
            "encoder.pairs",
            Operator.standard("Reshape"),
            List.of(hidden, Constants.longs(graph, "encoder.pairs.shape", 0, -1, 2L * width)));
    Value later = cut("encoder.pairs.later", pairs, 2, width, Long.MAX_VALUE);
    Value shifted =
        graph.node(
            "encoder.pairs.shifted",
            Operator.standard("Pad"),
            List.of(later, Constants.longs(graph, "encoder.before", 0, 1, 0, 0, -1, 0)));
    return convolution(1, side("encoder.convolution.1.input", shifted, pairs), ofGelu);
  }

  private Value convolution(int number, Value input, Linear arithmetic) {
    String name = "encoder.convolution." + number;
    Value output =
        arithmetic.write(
            graph,
            name,
            input,
            new Weight.Unrolled(checkpoint.weight(name + ".weight")),
            checkpoint.weight(name + ".bias"));
    return network.gelu(name + ".gelu", output);
  }

  private Value side(String name, Value... parts) {
    return graph.node(name, Operator.standard("Concat"), List.of(parts), Attribute.of("axis", -1));
  }

  private Value cut(String name, Value value, long axis, long from, long to) {
    return graph.node(
        name,
        Operator.standard("Slice"),
        List.of(
            value,
            Constants.longs(graph, name + ".from", from),
            Constants.longs(graph, name + ".to", to),
            Constants.longs(graph, name + ".axis", axis)));
  }

  private Value positioned(Value sequence) {
    Value length =
        graph.node(
            "encoder.length",
            Operator.standard("Shape"),
            List.of(sequence),
            Attribute.of("start", 1),
            Attribute.of("end", 2));
    Value zero = Constants.longs(graph, "zero", 0);
    Value positions =
        graph.node(
            "encoder.positions.used",
            Operator.standard("Slice"),
            List.of(
                Constants.weight(
                    graph,
                    "encoder.positions",
                    new Weight.Centred(checkpoint.weight("encoder.positions"), 1)),
                zero,
                length,
                zero));
    Value mean =
        graph.node(
            "encoder.sequence.mean",
            Operator.standard("ReduceMean"),
            List.of(sequence),
            Attribute.of("axes", new long[] {-1}),
            Attribute.of("keepdims", 1));
    Value centred =
        graph.node("encoder.centred", Operator.standard("Sub"), List.of(sequence, mean));
    return network.add("encoder.positioned", centred, positions);
  }

  private Value layer(String layer, Value stream) {
    Value normed = norm(layer + ".self.norm", stream);
    List<Value> parts =
        network.thirds(layer + ".self.parts", network.linear(layer + ".self.qkv", normed, linear));
    Value attention =
        graph.node(
            layer + ".self.attention",
            Operator.contributed("MultiHeadAttention"),
            parts,
            Attribute.of("num_heads", network.dimensions.heads()));
    Value output = centred(layer + ".self.output", attention, ofAttention);
    Value attended = network.add(layer + ".self", stream, output);
    Value hidden =
        network.linear(layer + ".feed.expand", norm(layer + ".feed.norm", attended), linear);
    Value active = network.gelu(layer + ".feed.gelu", hidden);
    return network.add(
        layer + ".feed", attended, centred(layer + ".feed.contract", active, ofGelu));
  }

  /// A linear layer whose output has the mean 0.
  private Value centred(String layer, Value input, Linear arithmetic) {
    return arithmetic.write(
        graph,
        layer,
        input,
        new Weight.Centred(checkpoint.weight(layer + ".weight"), 0),
        new Weight.Centred(checkpoint.weight(layer + ".bias"), 0));
  }

  /// Layer normalisation of rows with the mean 0.
  private Value norm(String layer, Value centred) {
    Value squares =
        graph.node(
            layer + ".squares",
            Operator.standard("ReduceSumSquare"),
            List.of(centred),
            Attribute.of("axes", new long[] {-1}),
            Attribute.of("keepdims", 1));
    Value width = number("encoder.width", network.dimensions.width());
    Value variance =
        graph.node(layer + ".variance", Operator.standard("Div"), List.of(squares, width));
    Value positive =
        network.add(layer + ".positive", variance, number("encoder.epsilon", Network.EPSILON));
    Value root = graph.node(layer + ".root", Operator.standard("Sqrt"), List.of(positive));
    Value scale = graph.node(layer + ".scale", Operator.standard("Reciprocal"), List.of(root));
    Value scaled = graph.node(layer + ".scaled", Operator.standard("Mul"), List.of(centred, scale));
    Value weighted =
        graph.node(
            layer + ".weighted",
            Operator.standard("Mul"),
            List.of(scaled, network.weight(layer + ".weight")));
    return network.add(layer, weighted, network.weight(layer + ".bias"));
  }

  private Value number(String name, float value) {
    return graph.contains(name) ? new Value(name) : Constants.number(graph, name, value);
  }

  /// Projects to the keys of all decoder layers in one product, and to the values in another.
  private void cross(Value encoded) {
    Value keys = projected("cross.keys.rows", encoded, 0);
    long width = network.dimensions.width();
    long layers = network.dimensions.decoderLayers();
    long heads = layers * network.dimensions.heads();
    graph.output(
        network.transposed("cross.keys", keys, 0, 2, 1),
        ElementType.FLOAT32,
        Axis.of(1),
        Axis.of(layers * width),
        Axis.free("positions"));
    Value values = projected("cross.values.rows", encoded, width);
    Value valueShape =
        Constants.longs(graph, "cross.values.shape", 0, 0, heads, network.headWidth());
    Value separated =
        graph.node(
            "cross.values.separated", Operator.standard("Reshape"), List.of(values, valueShape));
    graph.output(
        network.transposed("cross.values", separated, 0, 2, 1, 3),
        ElementType.FLOAT32,
        Axis.of(1),
        Axis.of(heads),
        Axis.free("positions"),
        Axis.of(network.headWidth()));
  }

  /// @param from the first of the rows of every layer's key and value projection
  private Value projected(String name, Value encoded, long from) {
    return linear.write(graph, name, encoded, stacked("weight", from), stacked("bias", from));
  }

  private Weight stacked(String kind, long from) {
    int width = network.dimensions.width();
    Stream<Weight> layers =
        IntStream.range(0, network.dimensions.decoderLayers())
            .mapToObj(
                i -> checkpoint.weight("decoder.layers.%d.cross.key_value.%s".formatted(i, kind)))
            .map(both -> new Weight.Rows(both, (int) from, width));
    return new Weight.Stacked(layers.toList());
  }
}
