package dev.parley.asr.graph;

import dev.parley.asr.checkpoint.Weight;
import dev.parley.asr.checkpoint.WhisperCheckpoint;
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
/// Input: `features` [1, melBins, frames]. Output: `cross`, of the shape
/// [1, 2·layers·heads, frames/2, headWidth]: the keys of the first decoder layer's cross-attention,
/// its values, those of the second layer, and so on; one tensor, because the slice of a layer is
/// contiguous and the decoder can view it.
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
  private final Linear contract;

  private EncoderGraph(WhisperCheckpoint checkpoint, Linear linear, Linear contract) {
    network = new Network("encoder", checkpoint);
    graph = network.graph;
    this.checkpoint = checkpoint;
    this.linear = linear;
    this.contract = contract;
  }

  static GraphBuilder build(WhisperCheckpoint checkpoint, Precision precision) {
    return switch (precision) {
      case FLOAT32 -> build(checkpoint, new FloatLinear(), new FloatLinear());
      case INT8 -> build(checkpoint, new DynamicInt8Linear(false), new DynamicInt8Linear(true));
    };
  }

  /// @param linear the arithmetic of all linear layers but one kind
  /// @param contract that of the second layer of the feed-forward blocks
  static GraphBuilder build(WhisperCheckpoint checkpoint, Linear linear, Linear contract) {
    EncoderGraph encoder = new EncoderGraph(checkpoint, linear, contract);
    encoder.write();
    return encoder.graph;
  }

  private void write() {
    Value features =
        graph.input(
            "features",
            ElementType.FLOAT32,
            Axis.of(1),
            Axis.of(network.dimensions.melBins()),
            Axis.free("frames"));
    Value stream = positioned(convolved(features));
    for (int i = 0; i < network.dimensions.encoderLayers(); i++) {
      stream = layer("encoder.layers." + i, stream);
    }
    cross(norm("encoder.norm", stream));
  }

  private Value convolved(Value features) {
    Value first = convolution("encoder.convolution.0", features, 1);
    Value second = convolution("encoder.convolution.1", first, 2);
    return graph.node(
        "encoder.sequence",
        Operator.standard("Transpose"),
        List.of(second),
        Attribute.of("perm", new long[] {0, 2, 1}));
  }

  private Value convolution(String name, Value input, long stride) {
    Value output =
        graph.node(
            name,
            Operator.standard("Conv"),
            List.of(input, network.weight(name + ".weight"), network.weight(name + ".bias")),
            Attribute.of("kernel_shape", new long[] {3}),
            Attribute.of("pads", new long[] {1, 1}),
            Attribute.of("strides", new long[] {stride}));
    return network.gelu(name + ".gelu", output);
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
    Value output = centred(layer + ".self.output", attention, linear);
    Value attended = network.add(layer + ".self", stream, output);
    Value hidden =
        network.linear(layer + ".feed.expand", norm(layer + ".feed.norm", attended), linear);
    Value active = network.gelu(layer + ".feed.gelu", hidden);
    return network.add(
        layer + ".feed", attended, centred(layer + ".feed.contract", active, contract));
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

  /// Projects to the keys and values of all decoder layers in one product.
  private void cross(Value encoded) {
    Value projected =
        linear.write(graph, "cross.projection", encoded, stacked("weight"), stacked("bias"));
    long heads = 2L * network.dimensions.decoderLayers() * network.dimensions.heads();
    Value shape = Constants.longs(graph, "cross.shape", 0, 0, heads, network.headWidth());
    Value separated =
        graph.node("cross.separated", Operator.standard("Reshape"), List.of(projected, shape));
    Value cross =
        graph.node(
            "cross",
            Operator.standard("Transpose"),
            List.of(separated),
            Attribute.of("perm", new long[] {0, 2, 1, 3}));
    graph.output(
        cross,
        ElementType.FLOAT32,
        Axis.of(1),
        Axis.of(heads),
        Axis.free("positions"),
        Axis.of(network.headWidth()));
  }

  private Weight stacked(String kind) {
    Stream<Weight> layers =
        IntStream.range(0, network.dimensions.decoderLayers())
            .mapToObj(
                i -> checkpoint.weight("decoder.layers.%d.cross.key_value.%s".formatted(i, kind)));
    return new Weight.Stacked(layers.toList());
  }
}
