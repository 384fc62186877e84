package dev.parley.inference.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.ModelOptions;
import dev.parley.inference.onnx.ModelOutputs;
import dev.parley.inference.onnx.OnnxModel;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.onnx.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class NoiseInputTest {
  @TempDir private Path folder;

  @Test
  void theNoiseOfARunIsItsInput() throws IOException {
    byte[] model = NoiseInput.expose(write("RandomNormalLike"));

    try (OnnxModel noisy =
            OnnxRuntime.start(Accelerator.CPU, 1).load("noisy", model, ModelOptions.SMALL);
        Tensor x = Tensor.ofFloats(new float[] {10, 20, 30, 40, 50, 60}, 2, 3);
        Tensor noise = Tensor.ofFloats(new float[] {1, 2, 3, 4}, 4);
        ModelOutputs outputs = noisy.run(Map.of("x", x, NoiseInput.NAME, noise))) {
      float[] y = new float[6];
      outputs.get("y").floats().get(y);
      assertThat(y).containsExactly(11, 22, 33, 44, 51, 62);
    }
  }

  @Test
  void aModelWithoutNoiseStaysAsItIs() throws IOException {
    Path file = write("Identity");
    assertThat(NoiseInput.expose(file)).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void otherNoiseIsRefused() throws IOException {
    Path file = write("RandomUniformLike");
    assertThatThrownBy(() -> NoiseInput.expose(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("RandomUniformLike");
  }

  @Test
  void whatIsNoModelIsRefusedWithASentence() throws IOException {
    Path file = Files.writeString(folder.resolve("broken.onnx"), "not a model at all");
    assertThatThrownBy(() -> NoiseInput.expose(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("broken.onnx cannot be read");
  }

  private Path write(String operator) throws IOException {
    GraphBuilder graph = new GraphBuilder("noisy");
    Value x = graph.input("x", ElementType.FLOAT32, Axis.free("rows"), Axis.free("columns"));
    Value noise = graph.node("noise", Operator.standard(operator), List.of(x));
    graph.output(
        graph.node("y", Operator.standard("Add"), List.of(x, noise)),
        ElementType.FLOAT32,
        Axis.free("rows"),
        Axis.free("columns"));
    return Files.write(folder.resolve("noisy.onnx"), graph.toBytes());
  }
}
