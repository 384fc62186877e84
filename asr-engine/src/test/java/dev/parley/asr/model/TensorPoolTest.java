package dev.parley.asr.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.onnx.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TensorPoolTest {
  @BeforeAll
  static void startRuntime() {
    OnnxRuntime.start(Accelerator.CPU, 1);
  }

  @Test
  void sizesAreRoundedUpAndMemoryComesBack() {
    try (TensorPool pool = new TensorPool(100, 2)) {
      Tensor first = pool.take(101);
      assertThat(first.shape()).containsExactly(200);
      pool.give(first);
      assertThat(pool.take(150)).isSameAs(first);
      assertThat(pool.kept()).isZero();
      pool.give(first);
      Tensor smaller = pool.take(100);
      assertThat(smaller).isNotSameAs(first);
      smaller.close();
    }
  }

  @Test
  void noMoreThanTheLimitIsKept() {
    try (TensorPool pool = new TensorPool(10, 2)) {
      Tensor[] tensors = {pool.take(10), pool.take(10), pool.take(20)};
      for (Tensor tensor : tensors) {
        pool.give(tensor);
      }
      assertThat(pool.kept()).isEqualTo(2);
    }
  }

  @Test
  void aClosedPoolKeepsNothing() {
    TensorPool pool = new TensorPool(10, 2);
    Tensor late = pool.take(10);
    pool.close();
    pool.give(late);
    assertThat(pool.kept()).isZero();
  }
}
