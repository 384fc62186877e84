package dev.parley.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TensorTest {

  @Test
  void keepsItsTypeAndShape() {
    try (Tensor floats = Tensor.ofFloats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        Tensor longs = Tensor.ofLongs(new long[] {7, 8}, 2);
        Tensor ints = Tensor.ofInts(new int[] {9}, 1, 1);
        Tensor scalar = Tensor.ofLongs(new long[] {10})) {
      assertThat(floats.shape()).containsExactly(2, 3);
      assertThat(floats.floats().get(5)).isEqualTo(6);
      assertThat(longs.longs()).isEqualTo(LongBuffer.wrap(new long[] {7, 8}));
      assertThat(ints.ints()).isEqualTo(IntBuffer.wrap(new int[] {9}));
      assertThat(scalar.shape()).isEmpty();
      assertThat(scalar.longs().get(0)).isEqualTo(10);
    }
  }

  @Test
  void startsWithZerosHoweverOftenMemoryIsUsed() {
    for (int size = 1; size < 2_000_000; size *= 3) {
      for (int turn = 0; turn < 2; turn++) {
        try (Tensor tensor = Tensor.floats(size)) {
          assertThat(tensor.floats().get(0)).isZero();
          assertThat(tensor.floats().get(size - 1)).isZero();
          tensor.floats().put(0, 1).put(size - 1, 1);
        }
      }
    }
  }

  @Test
  void startsAtACacheLine() {
    try (Tensor tensor = Tensor.floats(5)) {
      assertThat(MemorySegment.ofBuffer(tensor.floats()).address() % 64).isZero();
    }
  }

  @Test
  void showsItsOwnMemory() {
    try (Tensor tensor = Tensor.floats(4)) {
      tensor.floats().put(2, 5);

      assertThat(tensor.floats().get(2)).isEqualTo(5);
    }
  }

  @Test
  void viewsShareMemory() {
    try (Tensor tensor = Tensor.floats(2, 8);
        Tensor view = tensor.view(3)) {
      view.floats().put(1, 5);

      assertThat(view.shape()).containsExactly(3);
      assertThat(tensor.floats().get(1)).isEqualTo(5);
    }
  }

  @Test
  void refusesAViewThatIsLargerThanItsMemory() {
    try (Tensor tensor = Tensor.floats(2)) {
      assertThatThrownBy(() -> tensor.view(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void refusesValuesThatDoNotFitTheShape() {
    assertThatThrownBy(() -> Tensor.ofFloats(new float[3], 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 values do not fill a tensor of shape [2].");
    assertThatThrownBy(() -> Tensor.ofLongs(new long[1], 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Tensor.ofInts(new int[3], 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesANegativeSize() {
    assertThatThrownBy(() -> Tensor.floats(2, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A tensor cannot have the shape [2, -1].");
  }

  @Test
  void mayBeClosedTwice() {
    Tensor tensor = Tensor.floats(1);

    tensor.close();
    tensor.close();
  }
}
