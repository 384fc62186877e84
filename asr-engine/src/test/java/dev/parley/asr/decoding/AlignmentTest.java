package dev.parley.asr.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.asr.decoding.SpeechSpans.Span;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class AlignmentTest {
  @Test
  void pathFollowsTheLargestValues() {
    float[] gain = {
      1, 1, -1, -1, -1, -1, //
      -1, -1, 1, -1, -1, -1, //
      -1, -1, -1, 1, 1, 1,
    };

    assertThat(DynamicTimeWarping.rowStarts(gain, 3)).containsExactly(0, 2, 3);
  }

  @Test
  void pathPassesRowsThatHaveNoPlace() {
    float[] gain = {1, -1, -1, 1, -1, 1, -1, 1};

    assertThat(DynamicTimeWarping.rowStarts(gain, 4)).containsExactly(0, 1, 1, 1);
    assertThat(DynamicTimeWarping.rowStarts(new float[] {1, 1}, 2)).containsExactly(0, 0);
  }

  @Test
  void attentionIsComparedBetweenTokens() {
    AttentionMatrix matrix = new AttentionMatrix(2, 20, 1);
    matrix.put(0, peak(4));
    matrix.put(1, peak(14));

    float[] average = matrix.average();

    assertThat(average[4]).isGreaterThan(average[20 + 4]);
    assertThat(average[20 + 14]).isGreaterThan(average[14]);
  }

  @Test
  void medianIsThatOfTheNeighboursMirroredAtTheEnds() {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    for (int length : new int[] {1, 2, 4, 7, 50}) {
      float[] row = new float[length];
      for (int i = 0; i < length; i++) {
        row[i] = random.nextInt(20);
      }
      float[] filtered = new float[length + 1];
      new MedianFilter(length).addTo(filtered, 1, row);
      for (int i = 0; i < length; i++) {
        float[] neighbours = new float[7];
        for (int j = -3; j <= 3; j++) {
          int index = Math.abs(i + j);
          index = index < length ? index : Math.max(0, 2 * (length - 1) - index);
          neighbours[j + 3] = row[Math.min(index, length - 1)];
        }
        Arrays.sort(neighbours);
        assertThat(filtered[i + 1]).isEqualTo(neighbours[3]);
      }
    }
  }

  @Test
  void pausesAreTakenAwayFromWords() {
    SpeechSpans speech = new SpeechSpans(List.of(new Span(10, 30), new Span(50, 70)));

    // But for five positions, which a detector may not have heard.
    assertThat(times(speech.clamp(word(2, 20)))).containsExactly(5, 20);
    assertThat(times(speech.clamp(word(8, 20)))).containsExactly(8, 20);
    assertThat(times(speech.clamp(word(20, 42)))).containsExactly(20, 35);
    assertThat(times(speech.clamp(word(36, 90)))).containsExactly(45, 75);
    assertThat(times(speech.clamp(word(25, 60)))).containsExactly(25, 60);
    assertThat(times(speech.clamp(word(36, 44)))).containsExactly(36, 44);
    assertThat(times(SpeechSpans.UNKNOWN.clamp(word(2, 20)))).containsExactly(2, 20);
  }

  private static AlignedWord word(double start, double end) {
    return new AlignedWord(" word", 0, 1, start, end, 1);
  }

  private static double[] times(AlignedWord word) {
    return new double[] {word.start(), word.end()};
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
