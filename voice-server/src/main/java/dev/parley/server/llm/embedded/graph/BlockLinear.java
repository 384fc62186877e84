package dev.parley.server.llm.embedded.graph;

import dev.parley.inference.gguf.GgufTensor;
import dev.parley.inference.graph.Attribute;
import dev.parley.inference.graph.GraphBuilder;
import dev.parley.inference.graph.Operator;
import dev.parley.inference.graph.TensorData;
import dev.parley.inference.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Linear layers over weights in blocks, whose inputs are rounded to 8 bits block by block.
///
/// 4-bit weights with an offset (Q4_1) become 8-bit ones: the fast kernel for 4 bits takes zero
/// points of 4 bits only, which cannot hold an offset (ADR 12).
final class BlockLinear {
  /// Tells ONNX Runtime to multiply in 8 bits instead of widening the weights.
  private static final int MULTIPLY_IN_INT8 = 4;

  private final GraphBuilder graph;

  BlockLinear(GraphBuilder graph) {
    this.graph = graph;
  }

  /// The products of each row of `input` with the rows of the matrices, which lie one below the
  /// other.
  Value product(String name, Value input, List<GgufTensor> matrices) {
    WeightBlocks blocks = new WeightBlocks(matrices);
    return blocks.haveFourBitsAroundEight()
        ? fourBits(name, input, blocks)
        : eightBits(name, input, blocks);
  }

  /// The rows of a matrix that belong to tokens.
  Value rows(String name, GgufTensor matrix, Value tokens) {
    WeightBlocks blocks = new WeightBlocks(List.of(matrix));
    EightBits weights = new EightBits(blocks);
    Value numbers =
        graph.constant(
            name + ".numbers",
            TensorData.uint8((long) blocks.count() * WeightBlocks.BLOCK, weights::numbers),
            blocks.rows(),
            blocks.columns());
    List<Value> arguments = new ArrayList<>(List.of(numbers, tokens));
    arguments.add(scales(name, blocks, weights::scales, blocks.rows(), blocks.blocksPerRow()));
    if (blocks.haveOffsets()) {
      arguments.add(zeros(name, blocks, weights, blocks.rows(), blocks.blocksPerRow()));
    }
    return graph.node(
        name,
        Operator.contributed("GatherBlockQuantized"),
        arguments,
        Attribute.of("bits", 8),
        Attribute.of("block_size", WeightBlocks.BLOCK),
        Attribute.of("gather_axis", 0),
        Attribute.of("quantize_axis", 1));
  }

  private Value fourBits(String name, Value input, WeightBlocks blocks) {
    FourBits weights = new FourBits(blocks);
    int blockBytes = WeightBlocks.BLOCK / 2;
    Value numbers =
        graph.constant(
            name + ".numbers",
            TensorData.uint8((long) blocks.count() * blockBytes, weights::numbers),
            blocks.rows(),
            blocks.blocksPerRow(),
            blockBytes);
    Value scales = scales(name, blocks, weights::scales, blocks.count());
    return node(name, List.of(input, numbers, scales), blocks, 4);
  }

  private Value eightBits(String name, Value input, WeightBlocks blocks) {
    EightBits weights = new EightBits(blocks);
    Value numbers =
        graph.constant(
            name + ".numbers",
            TensorData.uint8((long) blocks.count() * WeightBlocks.BLOCK, weights::numbers),
            blocks.rows(),
            blocks.blocksPerRow(),
            WeightBlocks.BLOCK);
    List<Value> arguments = new ArrayList<>(List.of(input, numbers));
    arguments.add(scales(name, blocks, weights::scales, blocks.count()));
    if (blocks.haveOffsets()) {
      arguments.add(zeros(name, blocks, weights, blocks.count()));
    }
    return node(name, arguments, blocks, 8);
  }

  private Value node(String name, List<Value> arguments, WeightBlocks blocks, int bits) {
    return graph.node(
        name,
        Operator.contributed("MatMulNBits"),
        arguments,
        Attribute.of("K", blocks.columns()),
        Attribute.of("N", blocks.rows()),
        Attribute.of("bits", bits),
        Attribute.of("block_size", WeightBlocks.BLOCK),
        Attribute.of("accuracy_level", MULTIPLY_IN_INT8));
  }

  private Value scales(String name, WeightBlocks blocks, Supplier<float[]> values, long... shape) {
    return graph.constant(name + ".scales", TensorData.floats(blocks.count(), values), shape);
  }

  private Value zeros(String name, WeightBlocks blocks, EightBits weights, long... shape) {
    return graph.constant(
        name + ".zeros", TensorData.uint8(blocks.count(), weights::zeroPoints), shape);
  }
}
