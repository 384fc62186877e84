package dev.parley.asr.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class AlignmentTest {
  @Test
  void pathFollowsTheLargestValues() {
    float[][] gain = {
      {1, 1, -1, -1, -1, -1},
      {-1, -1, 1, -1, -1, -1},
      {-1, -1, -1, 1, 1, 1},
    };

    assertThat(DynamicTimeWarping.rowStarts(gain)).containsExactly(0, 2, 3);
  }

  @Test
  void pathPassesRowsThatHaveNoPlace() {
    float[][] gain = {{1, -1}, {-1, 1}, {-1, 1}, {-1, 1}};

    assertThat(DynamicTimeWarping.rowStarts(gain)).containsExactly(0, 1, 1, 1);
    assertThat(DynamicTimeWarping.rowStarts(new float[][] {{1}, {1}})).containsExactly(0, 0);
  }

  @Test
  void attentionIsComparedBetweenTokens() {
    AttentionMatrix matrix = new AttentionMatrix(2, 20);
    matrix.put(0, peak(4), 1);
    matrix.put(1, peak(14), 1);

    float[][] average = matrix.average();

    assertThat(average[0][4]).isGreaterThan(average[1][4]);
    assertThat(average[1][14]).isGreaterThan(average[0][14]);
  }

  @Test
  void compressionRatioIsThatOfZlib() {
    assertThat(CompressionRatio.of("What do I care for food? ".repeat(6)))
        .isCloseTo(4.2857, within(1e-3));
    assertThat(CompressionRatio.of("He could wait no longer.")).isCloseTo(0.75, within(1e-9));
    assertThat(CompressionRatio.of("")).isZero();
  }

  private static float[] peak(int position) {
    float[] scores = new float[30];
    for (int i = position - 3; i <= position + 3; i++) {
      scores[i] = 5;
    }
    return scores;
  }
}
