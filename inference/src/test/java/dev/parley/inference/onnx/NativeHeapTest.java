package dev.parley.inference.onnx;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class NativeHeapTest {
  @Test
  void trimsWhateverTheSystem() {
    assertThatCode(NativeHeap::trim).doesNotThrowAnyException();
  }
}
