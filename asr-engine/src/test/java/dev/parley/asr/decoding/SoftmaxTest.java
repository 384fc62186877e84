package dev.parley.asr.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Against the definitions, computed in double precision one by one.
@Tag("unit")
class SoftmaxTest {
  private static final float NEVER = Float.NEGATIVE_INFINITY;

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);

  @Test
  void theFirstOfTheLargestIsFound() {
    for (int length : new int[] {1, 5, 1_023, 1_024, 1_025, 5_000}) {
      for (int round = 0; round < 50; round++) {
        float[] values = values(length, 50);
        int from = random.nextInt(length);
        int expected = from;
        for (int i = from; i < length; i++) {
          expected = values[i] > values[expected] ? i : expected;
        }
        assertThat(Softmax.largest(values, from, length)).isEqualTo(expected);
        assertThat(Softmax.maximum(values, from, length)).isEqualTo(values[expected]);
      }
    }
  }

  @Test
  void nothingIsFoundWhereNothingIsPossible() {
    float[] values = {1, NEVER, NEVER, 2};

    assertThat(Softmax.largest(values, 1, 3)).isEqualTo(1);
    assertThat(Softmax.logSumExp(values, 1, 3)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Softmax.logSumExp(values, 2, 2)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Softmax.maximum(values, 2, 2)).isEqualTo(NEVER);
  }

  @Test
  void theLogarithmOfTheSumIsExact() {
    for (int length : new int[] {1, 2, 1_024, 3_000, 51_865}) {
      for (int spread : new int[] {1, 30, 400}) {
        float[] values = values(length, spread);
        double sum = 0;
        for (float value : values) {
          sum += Math.exp(value - 20.0);
        }
        assertThat(Softmax.logSumExp(values, 0, length))
            .isCloseTo(20 + Math.log(sum), within(1e-5));
      }
    }
  }

  @Test
  void probabilitiesAreExact() {
    float[] values = values(3_000, 20);
    double sum = Softmax.logSumExp(values, 500, 3_000);
    float[] probabilities = values.clone();

    Softmax.toProbabilities(probabilities, 500, 3_000);

    assertThat(probabilities[499]).isEqualTo(values[499]);
    for (int i = 500; i < 3_000; i++) {
      assertThat((double) probabilities[i]).isCloseTo(Math.exp(values[i] - sum), within(1e-6));
    }
  }

  /// Some of them impossible.
  private float[] values(int length, int spread) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = i > 0 && random.nextInt(9) == 0 ? NEVER : random.nextInt(10 * spread) / 10f;
    }
    return values;
  }
}
