package dev.parley.asr.graph;

import dev.parley.asr.checkpoint.Weight;
import dev.parley.inference.graph.Attribute;
import dev.parley.inference.graph.GraphBuilder;
import dev.parley.inference.graph.Operator;
import dev.parley.inference.graph.TensorData;
import dev.parley.inference.graph.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Weights of 8 bits with a scale for each block of 128 inputs, and inputs that are rounded to 8
/// bits block by block. The fastest product of a single row.
final class BlockwiseInt8Linear implements Linear {
  private static final int BLOCK = 128;

  /// Tells ONNX Runtime to multiply in 8 bits instead of widening the weights.
  private static final int MULTIPLY_IN_INT8 = 4;

  @Override
  public Value write(
      GraphBuilder graph, String name, Value input, Weight matrix, @Nullable Weight bias) {
    int outputs = matrix.size(0);
    int inputs = matrix.size(1);
    int blocks = Math.ceilDiv(inputs, BLOCK);
    Value weights =
        graph.constant(
            name + ".blocks",
            TensorData.uint8(
                (long) outputs * blocks * BLOCK, () -> Quantization.blocks(matrix, BLOCK)),
            outputs,
            blocks,
            BLOCK);
    Value scales =
        graph.constant(
            name + ".scales",
            TensorData.floats(
                (long) outputs * blocks, () -> Quantization.blockScales(matrix, BLOCK)),
            (long) outputs * blocks);
    Value offset = bias == null ? Value.NONE : Constants.weight(graph, name + ".bias", bias);
    return graph.node(
        name,
        Operator.contributed("MatMulNBits"),
        List.of(input, weights, scales, Value.NONE, Value.NONE, offset),
        Attribute.of("K", inputs),
        Attribute.of("N", outputs),
        Attribute.of("bits", 8),
        Attribute.of("block_size", BLOCK),
        Attribute.of("accuracy_level", MULTIPLY_IN_INT8));
  }
}
