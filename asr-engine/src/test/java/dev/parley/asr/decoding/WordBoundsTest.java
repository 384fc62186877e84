package dev.parley.asr.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.asr.decoding.Pauses.Pause;
import dev.parley.asr.decoding.SpeechSpans.Span;
import dev.parley.audio.feature.FeatureWindow;
import dev.parley.audio.feature.LogMel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class WordBoundsTest {
  private static final int LENGTH = 100;

  @Test
  void pausesAreHeardWhereverTheyAreLongEnough() {
    // In hundredths of a second, loud and quiet in turns; 0.06 s is part of a word.
    Pauses pauses = Pauses.of(window(0.001f, 50, 40, 6, 40, 30, 60, 24));

    assertThat(pauses.known()).isTrue();
    assertThat(pauses.positions()).isEqualTo(125);
    assertThat(pauses.pauses()).hasSize(3);
    assertPause(pauses.pauses().get(0), 0, 25);
    assertPause(pauses.pauses().get(1), 68, 83);
    assertPause(pauses.pauses().get(2), 113, 125);
  }

  @Test
  void speechThatGoesOnEndsWithTheAudio() {
    Pauses pauses = Pauses.of(window(0.001f, 50, 80));

    assertThat(pauses.pauses().getLast()).isEqualTo(new Pause(65, 65));
  }

  @Test
  void noPausesAreHeardInSteadyNoise() {
    Pauses pauses = Pauses.of(window(0.3f, 50, 40, 30, 40));

    assertThat(pauses.known()).isFalse();
    assertThat(pauses.pauses()).isEmpty();
    assertThat(Pauses.of(window(0, 50)).known()).isFalse();
  }

  @Test
  void pauseIsTakenFromTheWordsBesideIt() {
    Pauses between = pauses(new Pause(0, 10), new Pause(40, 60), new Pause(90, LENGTH));

    // Whichever of them attention gave it to, and if it changed words a little beside it.
    for (double change : new double[] {32, 40, 50, 60, 68}) {
      assertThat(bounded(between, 0, change, 80)).containsExactly(10, 40, 60, 90);
    }
    assertThat(bounded(between, 0, 25, 75, 88)).containsExactly(10, 25, 25, 75, 75, 90);
  }

  @Test
  void lastWordEndsWhereItsVoiceDoes() {
    assertThat(bounded(pauses(new Pause(70, LENGTH)), 0, 30, 50)).containsExactly(0, 30, 30, 70);
    assertThat(bounded(pauses(new Pause(70, LENGTH)), 0, 30, 95)).containsExactly(0, 30, 30, 70);
    // The nearest of two pauses.
    assertThat(bounded(pauses(new Pause(54, 64), new Pause(70, LENGTH)), 0, 30, 50))
        .containsExactly(0, 30, 30, 54);
    // Other sounds may follow: further than half a second is a guess.
    assertThat(bounded(pauses(new Pause(80, LENGTH)), 0, 30, 50)).containsExactly(0, 30, 30, 50);
    assertThat(bounded(pauses(new Pause(LENGTH, LENGTH)), 0, 30, 90))
        .containsExactly(0, 30, 30, LENGTH);
  }

  @Test
  void pauseAroundAShortWordIsLeftToItsNeighbours() {
    assertThat(bounded(pauses(new Pause(40, 60)), 0, 45, 55, 80))
        .containsExactly(0, 40, 45, 55, 60, 80);
  }

  @Test
  void speechThatWasHeardOtherwiseLimitsWords() {
    SpeechSpans speech = new SpeechSpans(List.of(new Span(20, 60)));

    assertThat(times(WordBounds.of(words(0, 40, 90), new Pauses(List.of(), LENGTH, false), speech)))
        .containsExactly(15, 40, 40, 65);
  }

  @Test
  void wordsNeverOverlapAndAreNeverEmpty() {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    for (int round = 0; round < 500; round++) {
      double[] changes =
          random.doubles(random.nextInt(2, 120), 0, LENGTH + 1).map(Math::floor).sorted().toArray();
      int[] ends = random.ints(6, 0, LENGTH + 1).distinct().sorted().toArray();
      List<Pause> pauses = new ArrayList<>();
      for (int i = 0; i + 1 < ends.length; i += 2) {
        pauses.add(new Pause(ends[i], ends[i + 1]));
      }

      double[] times = bounded(new Pauses(pauses, LENGTH, true), changes);

      double before = 0;
      for (int i = 0; i < times.length; i += 2) {
        assertThat(times[i]).isGreaterThan(before - 1e-9);
        assertThat(times[i + 1]).isGreaterThan(times[i]);
        before = times[i + 1];
      }
      assertThat(before).isLessThan(LENGTH + 1e-9);
    }
    assertThat(WordBounds.of(List.of(), pauses(new Pause(0, 10)), SpeechSpans.UNKNOWN)).isEmpty();
  }

  private static void assertPause(Pause pause, int start, int end) {
    assertThat((double) pause.start()).isCloseTo(start, within(1.0));
    assertThat((double) pause.end()).isCloseTo(end, within(1.0));
  }

  private static Pauses pauses(Pause... pauses) {
    return new Pauses(Arrays.asList(pauses), LENGTH, true);
  }

  /// Starts and ends of words that attention changes at these positions.
  private static double[] bounded(Pauses pauses, double... changes) {
    return times(WordBounds.of(words(changes), pauses, SpeechSpans.UNKNOWN));
  }

  private static List<AlignedWord> words(double... changes) {
    List<AlignedWord> words = new ArrayList<>();
    for (int i = 0; i + 1 < changes.length; i++) {
      words.add(new AlignedWord(" word", i, i + 1, changes[i], changes[i + 1], 1));
    }
    return words;
  }

  private static double[] times(List<AlignedWord> words) {
    return words.stream()
        .flatMapToDouble(word -> Arrays.stream(new double[] {word.start(), word.end()}))
        .toArray();
  }

  /// Noise that is quiet and loud in turns.
  private static FeatureWindow window(float quiet, int... hundredths) {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    LogMel features = new LogMel(80);
    int total = 0;
    for (int i = 0; i < hundredths.length; i++) {
      float[] samples = new float[hundredths[i] * LogMel.HOP];
      for (int j = 0; j < samples.length; j++) {
        samples[j] = (i % 2 == 0 ? quiet : 0.3f) * (2 * random.nextFloat() - 1);
      }
      features.append(samples, 0, samples.length);
      total += hundredths[i];
    }
    return features.window(0, (long) total * LogMel.HOP, total + total % 2 + 100);
  }
}
