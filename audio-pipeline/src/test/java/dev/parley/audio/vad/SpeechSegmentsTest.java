package dev.parley.audio.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.Signals;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SpeechSegmentsTest {
  private static final int FRAME = VoiceActivityDetector.FRAME_LENGTH;
  private static final long PADDING = 3_200;

  @Test
  void padsSpeechOnBothSides() {
    float[] values = new float[200];
    Arrays.fill(values, 50, 100, 0.9f);
    assertThat(segments(values))
        .containsExactly(new SpeechSegment(50 * FRAME - PADDING, 100 * FRAME + PADDING));
  }

  @Test
  void sharesAShortSilence() {
    float[] values = new float[100];
    Arrays.fill(values, 0.9f);
    Arrays.fill(values, 40, 56, 0);
    SpeechProbabilities shortened = SpeechProbabilities.of(values, 100 * FRAME);
    SpeechSegments.Settings settings =
        new SpeechSegments.Settings(
            VadSettings.STANDARD, Duration.ofSeconds(1), Duration.ofSeconds(30));
    assertThat(SpeechSegments.of(shortened, settings))
        .containsExactly(
            new SpeechSegment(0, 48 * FRAME), new SpeechSegment(48 * FRAME, 100 * FRAME));
  }

  @Test
  void dividesLongSpeechWhereItIsWeakest() {
    float[] values = new float[2_000];
    Arrays.fill(values, 0.9f);
    values[800] = 0.4f;
    values[300] = 0.2f;
    List<SpeechSegment> segments = segments(values);
    assertThat(segments.getFirst()).isEqualTo(new SpeechSegment(0, 800 * FRAME + FRAME / 2));
    assertThat(segments.getLast().end()).isEqualTo(2_000 * FRAME);
    assertThat(segments).allMatch(segment -> segment.length() <= 30 * 16_000);
    for (int i = 1; i < segments.size(); i++) {
      assertThat(segments.get(i).start()).isEqualTo(segments.get(i - 1).end());
    }
  }

  @Test
  void neverOverlapsOrExceedsTheMaximum() {
    Random random = new Random(6);
    for (int round = 0; round < 200; round++) {
      float[] values = new float[random.nextInt(4_000)];
      float level = 0;
      for (int i = 0; i < values.length; i++) {
        level = random.nextInt(30) == 0 ? random.nextFloat() : level;
        values[i] = level;
      }
      long end = 0;
      for (SpeechSegment segment : segments(values)) {
        assertThat(segment.start()).isGreaterThanOrEqualTo(end);
        assertThat(segment.length()).isLessThanOrEqualTo(30 * 16_000);
        end = segment.end();
      }
      assertThat(end).isLessThanOrEqualTo((long) values.length * FRAME);
    }
  }

  @Test
  void findsNothingInSilence() {
    assertThat(segments(new float[100])).isEmpty();
    assertThat(segments(new float[0])).isEmpty();
  }

  @Test
  void recordsAWholeRecording() {
    float[] samples = new float[20_000];
    System.arraycopy(Signals.noise(new Random(2), 4_096), 0, samples, 8_192, 4_096);
    try (SpeechProbabilityRecorder recorder =
        new SpeechProbabilityRecorder(new EnergyVad().open())) {
      Signals.cut(new Random(3), PcmFormat.SPEECH, samples, 999).forEach(recorder::write);
      recorder.flush();
      SpeechProbabilities probabilities = recorder.probabilities();
      assertThat(probabilities.samples()).isEqualTo(20_000);
      assertThat(probabilities.frames()).isEqualTo(40);
      assertThat(probabilities.at(16)).isGreaterThan(0.5f);
      assertThat(probabilities.at(15)).isZero();
      assertThat(probabilities.at(24)).isZero();
      assertThatThrownBy(() -> recorder.write(PcmFrame.of(PcmFormat.SPEECH, 5, 0f)))
          .hasMessage("A recording goes on at position 20000, not at 5.");
    }
  }

  private static List<SpeechSegment> segments(float[] values) {
    return SpeechSegments.of(
        SpeechProbabilities.of(values, (long) values.length * FRAME),
        SpeechSegments.Settings.STANDARD);
  }
}
