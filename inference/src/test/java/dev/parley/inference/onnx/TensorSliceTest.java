package dev.parley.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TensorSliceTest {
  @BeforeAll
  static void startRuntime() {
    OnnxRuntime.start(Accelerator.CPU, 1);
  }

  @Test
  void sliceIsAViewOfTheMemory() {
    try (Tensor whole = Tensor.ofFloats(new float[] {0, 1, 2, 3, 4, 5}, 2, 3);
        Tensor slice = whole.slice(2, 1, 3)) {
      assertThat(slice.shape()).containsExactly(1, 3);
      assertThat(slice.floats()).isEqualTo(FloatBuffer.wrap(new float[] {2, 3, 4}));
      slice.floats().put(0, 20);
      assertThat(whole.floats().get(2)).isEqualTo(20);
    }
  }

  @Test
  void closingASliceLeavesTheMemory() {
    try (Tensor whole = Tensor.ofFloats(new float[] {1, 2}, 2)) {
      whole.slice(1, 1).close();
      assertThat(whole.floats().get(1)).isEqualTo(2);
    }
  }

  @Test
  void sliceBeyondTheEndIsRefused() {
    try (Tensor whole = Tensor.floats(4)) {
      assertThatThrownBy(() -> whole.slice(3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void closeFreesTheMemoryAndMayBeRepeated() {
    Tensor tensor = Tensor.floats(4);
    FloatBuffer view = tensor.floats();
    tensor.close();
    tensor.close();
    assertThatThrownBy(() -> view.get(0)).isInstanceOf(IllegalStateException.class);
  }
}
