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
    cross(network.norm("encoder.norm", stream));
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
            List.of(network.weight("encoder.positions"), zero, length, zero));
    return network.add("encoder.positioned", sequence, positions);
  }

  private Value layer(String layer, Value stream) {
    Value normed = network.norm(layer + ".self.norm", stream);
    List<Value> parts =
        network.thirds(layer + ".self.parts", network.linear(layer + ".self.qkv", normed, linear));
    Value attention =
        graph.node(
            layer + ".self.attention",
            Operator.contributed("MultiHeadAttention"),
            parts,
            Attribute.of("num_heads", network.dimensions.heads()));
    Value output = network.linear(layer + ".self.output", attention, linear);
    Value attended = network.add(layer + ".self", stream, output);
    return network.feedForward(layer, attended, linear, contract);
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
