package dev.parley.inference.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.inference.graph.Axis;
import dev.parley.inference.graph.ElementType;
import dev.parley.inference.graph.GraphBuilder;
import dev.parley.inference.graph.Operator;
import dev.parley.inference.graph.TensorData;
import dev.parley.inference.graph.Value;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.ModelOptions;
import dev.parley.inference.onnx.ModelOptions.Placement;
import dev.parley.inference.onnx.ModelOptions.Threading;
import dev.parley.inference.onnx.ModelOptions.Weights;
import dev.parley.inference.onnx.ModelOutputs;
import dev.parley.inference.onnx.OnnxModel;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.onnx.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class ActivationRoundingTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void valuesBetweenLayersAreNotRounded(Weights weights) throws IOException {
    byte[] model = ActivationRounding.remove(write());
    ModelOptions options = new ModelOptions(Threading.CALLING_THREAD, Placement.CPU, weights);

    try (OnnxModel unrounded =
            OnnxRuntime.start(Accelerator.CPU, 1).load("unrounded", model, options);
        Tensor x = Tensor.ofFloats(new float[] {0.25f, 2.75f}, 2);
        ModelOutputs outputs = unrounded.run(Map.of("x", x))) {
      // Weights are dequantised as before: 3 steps of 1.
      assertThat(outputs.get("sum").floats())
          .isEqualTo(FloatBuffer.wrap(new float[] {3.25f, 5.75f}));
    }
  }

  @Test
  void anOutputKeepsItsNameAndItsRounding() throws IOException {
    byte[] model = ActivationRounding.remove(write());

    try (OnnxModel unrounded =
            OnnxRuntime.start(Accelerator.CPU, 1).load("unrounded", model, ModelOptions.SMALL);
        Tensor x = Tensor.ofFloats(new float[] {0.25f, 2.75f}, 2);
        ModelOutputs outputs = unrounded.run(Map.of("x", x))) {
      assertThat(outputs.get("out.float").floats()).isEqualTo(FloatBuffer.wrap(new float[] {3, 6}));
    }
  }

  @Test
  void whatIsNoModelIsRefusedWithASentence() throws IOException {
    Path file = Files.writeString(folder.resolve("broken.onnx"), "not a model at all");
    assertThatThrownBy(() -> ActivationRounding.remove(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("broken.onnx cannot be read");
  }

  /// `sum = x + 3`, with x rounded twice on its way, and the sum rounded as another output.
  private Path write() throws IOException {
    GraphBuilder graph = new GraphBuilder("rounding");
    Value x = graph.input("x", ElementType.FLOAT32, Axis.of(2));
    Value step = graph.constant("step", TensorData.floats(1));
    Value zero = graph.constant("zero", TensorData.uint8((byte) 0));
    Value weight =
        graph.node(
            "weight.float",
            Operator.standard("DequantizeLinear"),
            List.of(graph.constant("weight", TensorData.uint8((byte) 3)), step, zero));
    Value once = rounded(graph, "once", x, step, zero);
    Value twice = rounded(graph, "twice", once, step, zero);
    Value sum = graph.node("sum", Operator.standard("Add"), List.of(twice, weight));
    graph.output(sum, ElementType.FLOAT32, Axis.of(2));
    graph.output(rounded(graph, "out", sum, step, zero), ElementType.FLOAT32, Axis.of(2));
    return Files.write(folder.resolve("rounding.onnx"), graph.toBytes());
  }

  private static Value rounded(
      GraphBuilder graph, String name, Value value, Value step, Value zero) {
    Value quantized =
        graph.node(
            name + ".quantized", Operator.standard("QuantizeLinear"), List.of(value, step, zero));
    return graph.node(
        name + ".float", Operator.standard("DequantizeLinear"), List.of(quantized, step, zero));
  }
}
