package dev.parley.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
@Timeout(60)
class OnnxModelTest {
  private static final OnnxRuntime RUNTIME = OnnxRuntime.start(Accelerator.CPU, 1);

  @TempDir Path folder;

  @Test
  void knowsItsInterface() {
    try (OnnxModel model = sum()) {
      assertThat(model.name()).isEqualTo("sum");
      assertThat(model.inputs()).containsExactlyInAnyOrder("cache", "delta");
      assertThat(model.outputs()).containsExactly("sum");
      assertThat(model.inputShape("cache")).containsExactly(-1);
      assertThatThrownBy(() -> model.inputShape("other"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("sum has no tensor input 'other'.");
    }
  }

  @Test
  void returnsAllocatedOutputs() {
    try (OnnxModel model = sum();
        Tensor cache = Tensor.ofFloats(new float[] {1, 2, 3}, 3);
        Tensor delta = Tensor.ofFloats(new float[] {10, 20, 30}, 3);
        ModelOutputs outputs = model.run(Map.of("cache", cache, "delta", delta))) {
      Tensor sum = outputs.get("sum");

      assertThat(sum.shape()).containsExactly(3);
      assertThat(content(sum)).containsExactly(11, 22, 33);
      assertThatThrownBy(() -> outputs.get("other"))
          .isInstanceOf(NoSuchElementException.class)
          .hasMessage("The model made no output 'other'.");
    }
  }

  @Test
  void writesPinnedOutputs() {
    try (OnnxModel model = sum();
        Tensor cache = Tensor.ofFloats(new float[] {1, 2, 3}, 3);
        Tensor delta = Tensor.ofFloats(new float[] {10, 20, 30}, 3);
        Tensor sum = Tensor.floats(3)) {
      model.run(Map.of("cache", cache, "delta", delta), Map.of("sum", sum));
      assertThat(content(sum)).containsExactly(11, 22, 33);

      delta.floats().put(0, 100);
      model.run(Map.of("cache", cache, "delta", delta), Map.of("sum", sum));
      assertThat(content(sum)).containsExactly(101, 22, 33);
    }
  }

  @Test
  void worksInPlace() {
    try (OnnxModel model = sum();
        Tensor cache = Tensor.floats(2);
        Tensor delta = Tensor.ofFloats(new float[] {1, 2}, 2)) {
      for (int step = 0; step < 3; step++) {
        model.run(Map.of("cache", cache, "delta", delta), Map.of("sum", cache));
      }

      assertThat(content(cache)).containsExactly(3, 6);
    }
  }

  @Test
  void runsOnViewsOfALargerTensor() {
    try (OnnxModel model = sum();
        Tensor memory = Tensor.floats(100);
        Tensor delta = Tensor.ofFloats(new float[] {1, 2}, 2);
        Tensor cache = memory.view(2)) {
      model.run(Map.of("cache", cache, "delta", delta), Map.of("sum", cache));

      assertThat(memory.floats().get(1)).isEqualTo(2);
    }
  }

  @Test
  void runsOnNothing() {
    try (OnnxModel model = sum();
        Tensor cache = Tensor.floats(0);
        Tensor delta = Tensor.floats(0);
        ModelOutputs outputs = model.run(Map.of("cache", cache, "delta", delta))) {
      assertThat(outputs.get("sum").shape()).containsExactly(0);
    }
  }

  @Test
  void explainsAnUnknownInput() {
    try (OnnxModel model = sum();
        Tensor cache = Tensor.floats(1);
        Tensor other = Tensor.floats(1)) {
      assertThatThrownBy(() -> model.run(Map.of("cache", cache, "other", other)))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("A run of sum failed")
          .hasMessageContaining("other");
    }
  }

  @Test
  void explainsAMissingInput() {
    try (OnnxModel model = sum();
        Tensor cache = Tensor.floats(1)) {
      assertThatThrownBy(() -> model.run(Map.of("cache", cache)))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("A run of sum failed")
          .hasMessageContaining("delta");
    }
  }

  @Test
  void explainsShapesThatDoNotAgree() {
    try (OnnxModel model = sum();
        Tensor cache = Tensor.floats(2);
        Tensor delta = Tensor.floats(3)) {
      assertThatThrownBy(() -> model.run(Map.of("cache", cache, "delta", delta)))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("A run of sum failed");
    }
  }

  @Test
  void refusesARunThatWasCancelledBefore() {
    RunCancellation cancellation = new RunCancellation();
    cancellation.cancel();
    cancellation.cancel();

    try (OnnxModel model = sum();
        Tensor cache = Tensor.floats(1);
        Tensor delta = Tensor.floats(1)) {
      assertThatThrownBy(
              () ->
                  model.run(
                      Map.of("cache", cache, "delta", delta),
                      Map.of(),
                      Set.of("sum"),
                      cancellation))
          .isInstanceOf(RunCancelledException.class);
      assertThat(cancellation.isCancelled()).isTrue();
    }
  }

  @Test
  void finishesARunThatNobodyCancels() {
    try (OnnxModel model = sum();
        Tensor cache = Tensor.ofFloats(new float[] {1}, 1);
        Tensor delta = Tensor.ofFloats(new float[] {2}, 1);
        ModelOutputs outputs =
            model.run(
                Map.of("cache", cache, "delta", delta),
                Map.of(),
                Set.of("sum"),
                new RunCancellation())) {
      assertThat(content(outputs.get("sum"))).containsExactly(3);
    }
  }

  /// The run would take years, so it ends only if the cancellation reaches it.
  @Test
  void endsARunThatIsCancelled() throws Exception {
    RunCancellation cancellation = new RunCancellation();
    try (OnnxModel model = RUNTIME.load("loop", SmallGraphs.loop(), ModelOptions.SMALL);
        Tensor trips = Tensor.ofLongs(new long[] {1L << 50});
        Tensor start = Tensor.floats(1)) {
      FutureTask<ModelOutputs> run =
          new FutureTask<>(
              () ->
                  model.run(
                      Map.of("trips", trips, "start", start),
                      Map.of(),
                      Set.of("end"),
                      cancellation));
      Thread.ofPlatform().start(run);

      cancellation.cancel();

      assertThatThrownBy(run::get).hasCauseInstanceOf(RunCancelledException.class);
    }
  }

  @Test
  void mayBeClosedTwice() {
    OnnxModel model = sum();

    model.close();
    model.close();
  }

  @Test
  void refusesToRunOnceItIsClosed() {
    OnnxModel model = sum();
    model.close();

    try (Tensor cache = Tensor.floats(1);
        Tensor delta = Tensor.floats(1)) {
      assertThatThrownBy(() -> model.run(Map.of("cache", cache, "delta", delta)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void isLoadedFromAFile() throws Exception {
    Path file = Files.write(folder.resolve("sum.onnx"), SmallGraphs.sum());

    try (OnnxModel model = RUNTIME.load(file, ModelOptions.LARGE)) {
      assertThat(model.name()).isEqualTo("sum.onnx");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "this is no model"})
  void explainsAFileThatIsNoModel(String content) throws Exception {
    Path file = Files.writeString(folder.resolve("broken.onnx"), content);

    assertThatThrownBy(() -> RUNTIME.load(file, ModelOptions.SMALL))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("The model " + file + " cannot be loaded: ");
  }

  private static OnnxModel sum() {
    return RUNTIME.load("sum", SmallGraphs.sum(), ModelOptions.SMALL);
  }

  private static float[] content(Tensor tensor) {
    float[] values = new float[tensor.floats().remaining()];
    tensor.floats().get(values);
    return values;
  }
}
