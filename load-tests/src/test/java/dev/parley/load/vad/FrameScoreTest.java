package dev.parley.load.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.load.vad.Stretches.Stretch;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class FrameScoreTest {
  @Test
  void countsFramesOfSpeech() {
    FrameScore score = new FrameScore();
    score.add(
        Stretches.parse("clip,0.000,0.500,0,0.500,1.500,1,1.500,2.000,0\n"),
        new Stretches(List.of(new Stretch(0.25, 1.25))));

    assertThat(score.precision()).isCloseTo(0.75, within(1e-9));
    assertThat(score.recall()).isCloseTo(0.75, within(1e-9));
    assertThat(score.f1()).isCloseTo(0.75, within(1e-9));
  }

  @Test
  void overlappingStretchesCountOnce() {
    FrameScore score = new FrameScore();
    Stretches labels = new Stretches(List.of(new Stretch(0, 1)));
    score.add(labels, new Stretches(List.of(new Stretch(0, 0.8), new Stretch(0.4, 1))));

    assertThat(score.f1()).isEqualTo(1);
  }

  @Test
  void whatIsNoListOfTriplesIsRefused() {
    assertThatThrownBy(() -> Stretches.parse("clip,0,1"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
