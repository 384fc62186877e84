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
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class GraphBuilderTest {
  private static final int WIDTH = 32;
  private static final OnnxRuntime RUNTIME = OnnxRuntime.start(Accelerator.CPU, 1);

  @TempDir private Path folder;

  @Test
  void modelInOnePieceComputes() {
    try (OnnxModel model =
        RUNTIME.load("doubling", doubling("doubling").toBytes(), ModelOptions.SMALL)) {
      assertDoubles(model);
    }
  }

  @Test
  void modelWithWeightsInAFileOfTheirOwnComputes() throws IOException {
    Path file = folder.resolve("doubling.onnx");
    doubling("doubling").write(file);
    assertThat(Files.size(file)).isLessThan(WIDTH * WIDTH * Float.BYTES);
    assertThat(Files.size(folder.resolve("doubling.onnx.weights")))
        .isEqualTo(WIDTH * WIDTH * Float.BYTES);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
    try (OnnxModel model = RUNTIME.load(file, ModelOptions.SMALL)) {
      assertDoubles(model);
    }
  }

  @Test
  void graphsShareWeights() throws IOException {
    Path first = folder.resolve("first.onnx");
    Path second = folder.resolve("second.onnx");
    try (WeightFile weights = new WeightFile(folder.resolve("shared.weights"))) {
      doubling("first").write(first, weights);
      doubling("second").write(second, weights);
    }
    assertThat(Files.size(folder.resolve("shared.weights"))).isEqualTo(WIDTH * WIDTH * Float.BYTES);
    try (OnnxModel one = RUNTIME.load(first, ModelOptions.SMALL);
        OnnxModel two = RUNTIME.load(second, ModelOptions.SMALL)) {
      assertDoubles(one);
      assertDoubles(two);
    }
  }

  @Test
  void sharedWeightsMustHaveTheSameSize() throws IOException {
    GraphBuilder small = new GraphBuilder("small");
    small.constant("weight", TensorData.floats(new float[1000]), 1000);
    GraphBuilder large = new GraphBuilder("large");
    large.constant("weight", TensorData.floats(new float[2000]), 2000);
    try (WeightFile weights = new WeightFile(folder.resolve("shared.weights"))) {
      small.write(folder.resolve("small.onnx"), weights);
      assertThatThrownBy(() -> large.write(folder.resolve("large.onnx"), weights))
          .hasMessage("The constant 'weight' has 4000 bytes in one graph and 8000 in another.");
    }
  }

  @Test
  void equalCallsMakeEqualFiles() {
    assertThat(doubling("same").toBytes()).isEqualTo(doubling("same").toBytes());
  }

  @Test
  void everyElementTypeArrives() {
    GraphBuilder graph = new GraphBuilder("types");
    Value[] constants = {
      graph.constant("float", TensorData.floats(FloatBuffer.wrap(new float[] {1.5f})), 1),
      graph.constant("int8", TensorData.int8((byte) -3), 1),
      graph.constant("uint8", TensorData.uint8((byte) 253), 1),
      graph.constant("int32", TensorData.int32(-70_000), 1),
      graph.constant("int64", TensorData.int64(5_000_000_000L), 1),
    };
    for (Value constant : constants) {
      Value cast =
          graph.node(
              constant.name() + ".cast",
              Operator.standard("Cast"),
              List.of(constant),
              Attribute.of("to", ElementType.FLOAT32.code()));
      graph.output(cast, ElementType.FLOAT32, Axis.of(1));
    }
    try (OnnxModel model = RUNTIME.load("types", graph.toBytes(), ModelOptions.SMALL);
        ModelOutputs outputs = model.run(Map.of())) {
      assertThat(Stream.of(constants).map(c -> outputs.get(c.name() + ".cast").floats().get(0)))
          .containsExactly(1.5f, -3f, 253f, -70_000f, 5e9f);
    }
  }

  @Test
  void attributesOfAllKindsArrive() {
    GraphBuilder graph = new GraphBuilder("attributes");
    Value input = graph.input("input", ElementType.FLOAT32, Axis.of(1), Axis.of(2));
    Value sloped =
        graph.node(
            "sloped", Operator.standard("LeakyRelu"), List.of(input), Attribute.of("alpha", 0.5f));
    Value turned =
        graph.node(
            "turned",
            Operator.standard("Transpose"),
            List.of(sloped),
            Attribute.of("perm", new long[] {1, 0}));
    Value shifted =
        graph.node(
            "shifted",
            Operator.standard("BitShift"),
            List.of(
                graph.constant("four", TensorData.uint8((byte) 4), 1),
                graph.constant("one", TensorData.uint8((byte) 1), 1)),
            Attribute.of("direction", "LEFT"));
    Value cast =
        graph.node(
            "cast",
            Operator.standard("Cast"),
            List.of(shifted),
            Attribute.of("to", ElementType.FLOAT32.code()));
    graph.output(turned, ElementType.FLOAT32, Axis.of(2), Axis.of(1));
    graph.output(cast, ElementType.FLOAT32, Axis.of(1));
    try (OnnxModel model = RUNTIME.load("attributes", graph.toBytes(), ModelOptions.SMALL);
        Tensor values = Tensor.ofFloats(new float[] {-4, 4}, 1, 2);
        ModelOutputs outputs = model.run(Map.of("input", values))) {
      assertThat(outputs.get("turned").shape()).containsExactly(2, 1);
      assertThat(outputs.get("turned").floats()).isEqualTo(FloatBuffer.wrap(new float[] {-2, 4}));
      assertThat(outputs.get("cast").floats().get(0)).isEqualTo(8);
    }
  }

  @Test
  void aNameUsedTwiceIsRefused() {
    GraphBuilder graph = new GraphBuilder("g");
    graph.input("x", ElementType.FLOAT32, Axis.of(1));
    assertThatThrownBy(() -> graph.constant("x", TensorData.floats(1), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Graph g has two values called 'x'.");
  }

  @Test
  void aShapeThatDoesNotFitIsRefused() {
    GraphBuilder graph = new GraphBuilder("g");
    assertThatThrownBy(() -> graph.constant("w", TensorData.floats(1, 2, 3), 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The constant 'w' of graph g has 3 elements, but its shape [2, 2] holds 4.");
  }

  @Test
  void aValueFromElsewhereIsRefused() {
    GraphBuilder graph = new GraphBuilder("g");
    assertThatThrownBy(
            () -> graph.node("y", Operator.standard("Abs"), List.of(new Value("elsewhere"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("In graph g, the node 'y' uses 'elsewhere', which does not exist yet.");
  }

  @Test
  void dataOfAnotherLengthThanAnnouncedIsRefused() {
    GraphBuilder graph = new GraphBuilder("g");
    graph.constant("w", TensorData.floats(4, () -> new float[3]), 4);
    assertThatThrownBy(graph::toBytes)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A constant of 12 bytes was announced with 16.");
  }

  private static GraphBuilder doubling(String name) {
    float[] diagonal = new float[WIDTH * WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      diagonal[i * WIDTH + i] = 2;
    }
    GraphBuilder graph = new GraphBuilder(name);
    Value input = graph.input("input", ElementType.FLOAT32, Axis.free("rows"), Axis.of(WIDTH));
    Value weight = graph.constant("weight", TensorData.floats(diagonal), WIDTH, WIDTH);
    Value output = graph.node("output", Operator.standard("MatMul"), List.of(input, weight));
    graph.output(output, ElementType.FLOAT32, Axis.free("rows"), Axis.of(WIDTH));
    return graph;
  }

  private static void assertDoubles(OnnxModel model) {
    try (Tensor input = Tensor.floats(3, WIDTH)) {
      input.floats().put(2 * WIDTH + 5, 21);
      try (ModelOutputs outputs = model.run(Map.of("input", input))) {
        assertThat(outputs.get("output").floats().get(2 * WIDTH + 5)).isEqualTo(42);
      }
    }
  }
}
