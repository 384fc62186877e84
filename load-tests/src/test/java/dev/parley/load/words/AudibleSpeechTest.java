package dev.parley.load.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class AudibleSpeechTest {
  @Test
  void findsWhereARecordingIsLoud() {
    float[] samples = noise(40_000, 0.001f);
    // A click, and then what counts.
    System.arraycopy(noise(100, 0.5f), 0, samples, 4_000, 100);
    System.arraycopy(noise(16_000, 0.5f), 0, samples, 12_000, 16_000);

    Bounds bounds = AudibleSpeech.of(samples, new Utterance(2_000, 38_000, List.of("word")));

    assertThat(bounds.start().orElseThrow()).isCloseTo(12_000L, within(160L));
    assertThat(bounds.end().orElseThrow()).isCloseTo(28_000L, within(160L));
  }

  @Test
  void tellsNothingWhereLoudnessRisesSlowly() {
    float[] samples = noise(40_000, 1);
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= (float) Math.pow(10, -4 + 4.0 * Math.min(1, i / 30_000.0));
    }

    Bounds bounds = AudibleSpeech.of(samples, new Utterance(0, 40_000, List.of("word")));

    assertThat(bounds.start()).isEmpty();
    assertThat(bounds.end()).isPresent();
  }

  @Test
  void recordingsMeetWhereTheyAreCut() {
    float[] samples = noise(32_000, 0.001f);
    System.arraycopy(noise(16_000, 0.5f), 0, samples, 8_000, 16_000);
    Joined.Part part = new Joined.Part(samples, "ONE");

    Joined joined = Joined.withoutPauses(List.of(part, part));

    Utterance first = joined.utterances().getFirst();
    Utterance second = joined.utterances().getLast();
    assertThat(first.start()).isEqualTo(8_000);
    assertThat(first.end()).isEqualTo(second.start());
    assertThat(first.end() - first.start()).isCloseTo(16_000L, within(320L));
    assertThat(joined.samples()).hasSize((int) second.end() + 8_000);
    assertThat(joined.joints().getFirst().start()).isEmpty();
    assertThat(joined.joints().getFirst().end()).hasValue(first.end());
    assertThat(joined.joints().getLast().end()).isEmpty();
  }

  private static float[] noise(int length, float loudness) {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = loudness * (2 * random.nextFloat() - 1);
    }
    return samples;
  }
}
