package dev.parley.inference.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.ModelOptions;
import dev.parley.inference.onnx.ModelOutputs;
import dev.parley.inference.onnx.OnnxModel;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.onnx.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ModelCutTest {
  /// doubled = x + x; shifted = x + 1; y = doubled * weight + shifted
  private final byte[] model = model();

  @Test
  void theHalvesComputeWhatTheWholeDoes() {
    ModelCut cut = ModelCut.before(model, "weight").orElseThrow();

    assertThat(cut.seam()).containsExactly("doubled", "shifted");
    OnnxRuntime runtime = OnnxRuntime.start(Accelerator.CPU, 1);
    try (OnnxModel head = runtime.load("head", cut.head(), ModelOptions.SMALL);
        OnnxModel tail = runtime.load("tail", cut.tail(), ModelOptions.SMALL);
        Tensor x = Tensor.ofFloats(new float[] {1, 2}, 2);
        ModelOutputs seam = head.run(Map.of("x", x));
        ModelOutputs outputs =
            tail.run(Map.of("doubled", seam.get("doubled"), "shifted", seam.get("shifted")))) {
      assertThat(tail.inputs()).containsExactlyInAnyOrder("doubled", "shifted");
      assertThat(outputs.get("y").floats().get(0)).isEqualTo(2 * 10 + 2);
      assertThat(outputs.get("y").floats().get(1)).isEqualTo(4 * 20 + 3);
    }
  }

  @Test
  void eachHalfHoldsOnlyItsOwnWeights() {
    ModelCut cut = ModelCut.before(model, "weight").orElseThrow();

    assertThat(new String(cut.head(), UTF_8)).contains("one").doesNotContain("weight");
    assertThat(new String(cut.tail(), UTF_8)).contains("weight").doesNotContain("one");
  }

  @Test
  void aModelWithoutTheWeightStaysWhole() {
    assertThat(ModelCut.before(model, "bias")).isEmpty();
  }

  @Test
  void whatIsNoModelIsRefused() {
    assertThatThrownBy(() -> ModelCut.before("no model".getBytes(UTF_8), "weight"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("This is no ONNX model");
  }

  private static byte[] model() {
    GraphBuilder graph = new GraphBuilder("cut");
    Value x = graph.input("x", ElementType.FLOAT32, Axis.of(2));
    Value one = graph.constant("one", TensorData.floats(1), 1);
    Value weight = graph.constant("weight", TensorData.floats(10, 20), 2);
    Value doubled = graph.node("doubled", Operator.standard("Add"), List.of(x, x));
    Value shifted = graph.node("shifted", Operator.standard("Add"), List.of(x, one));
    Value product = graph.node("product", Operator.standard("Mul"), List.of(doubled, weight));
    Value y = graph.node("y", Operator.standard("Add"), List.of(product, shifted));
    graph.output(y, ElementType.FLOAT32, Axis.of(2));
    return graph.toBytes();
  }
}
