package dev.parley.asr.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class WeightTest {
  @Test
  void someRowsOfAMatrixOrVector() {
    Weight matrix = counting(3, 2);
    assertThat(new Weight.Rows(matrix, 1, 2).shape()).containsExactly(2L, 2L);
    assertThat(new Weight.Rows(matrix, 1, 2).floats()).containsExactly(2, 3, 4, 5);
    assertThat(new Weight.Rows(counting(4), 1, 2).shape()).containsExactly(2L);
    assertThat(new Weight.Rows(counting(4), 1, 2).floats()).containsExactly(1, 2);
  }

  @Test
  void aConvolutionIsAMatrixOverFramesSideBySide() {
    // One output, two channels, three taps: 0 1 2 are the taps of the first channel.
    Weight unrolled = new Weight.Unrolled(counting(1, 2, 3));
    assertThat(unrolled.shape()).containsExactly(1L, 6L);
    assertThat(unrolled.floats()).containsExactly(0, 3, 1, 4, 2, 5);
  }

  /// 0, 1, 2 and so on.
  private static Weight counting(long... shape) {
    int count = (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
    ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bytes.putFloat(i);
    }
    List<Long> sizes = Arrays.stream(shape).boxed().toList();
    return new Weight.Stored(StoredType.FLOAT32, sizes, MemorySegment.ofArray(bytes.array()));
  }
}
