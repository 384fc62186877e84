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
class AddedOutputTest {
  @Test
  void valueInsideIsAnOutput() {
    byte[] model = AddedOutput.to(sumOfDoubles(), "doubled");

    try (OnnxModel loaded =
            OnnxRuntime.start(Accelerator.CPU, 1).load("sum", model, ModelOptions.SMALL);
        Tensor input = Tensor.ofFloats(new float[] {1, 2}, 2);
        ModelOutputs outputs = loaded.run(Map.of("input", input))) {
      assertThat(loaded.outputs()).containsExactlyInAnyOrder("sum", "doubled");
      assertThat(outputs.get("doubled").floats().get(1)).isEqualTo(4);
      assertThat(outputs.get("sum").floats().get(1)).isEqualTo(6);
    }
  }

  @Test
  void modelWithoutTheValueStaysAsItIs() {
    byte[] model = sumOfDoubles();

    assertThat(AddedOutput.to(model, "tripled")).isSameAs(model);
  }

  @Test
  void whatIsNoModelIsRefused() {
    assertThatThrownBy(() -> AddedOutput.to("no model".getBytes(UTF_8), "doubled"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("This is no ONNX model");
  }

  private static byte[] sumOfDoubles() {
    GraphBuilder graph = new GraphBuilder("sum");
    Value input = graph.input("input", ElementType.FLOAT32, Axis.of(2));
    Value doubled = graph.node("doubled", Operator.standard("Add"), List.of(input, input));
    Value sum = graph.node("sum", Operator.standard("Add"), List.of(input, doubled));
    graph.output(sum, ElementType.FLOAT32, Axis.of(2));
    return graph.toBytes();
  }
}
