package dev.parley.load.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.load.caller.Sounding.Stop;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class LoudspeakerTest {
  private final Loudspeaker speaker = new Loudspeaker();

  @Test
  void playsWhatItGetsFromThenOnAndIsQuietBehindIt() {
    speaker.advance(100);
    speaker.add("a", 0, samples(50));
    speaker.advance(120);
    speaker.add("a", 50, samples(30));
    speaker.advance(300);

    assertThat(speaker.soundings()).containsExactly(new Sounding("a", 100, 180, 0, Stop.DRAINED));
    float[] air = speaker.air().toArray();
    assertThat(air).hasSize(300);
    assertThat(air[99]).isZero();
    assertThat(air[100]).isEqualTo(1);
    assertThat(air[179]).isEqualTo(1);
    assertThat(air[180]).isZero();
  }

  @Test
  void aGapInTheAudioStartsAnotherStretch() {
    speaker.add("a", 0, samples(50));
    speaker.advance(80);
    speaker.add("a", 50, samples(20));
    speaker.advance(200);

    assertThat(speaker.soundings())
        .containsExactly(
            new Sounding("a", 0, 50, 0, Stop.DRAINED),
            new Sounding("a", 80, 100, 50, Stop.DRAINED));
  }

  @Test
  void aPauseHoldsTheRestBackUntilItIsOver() {
    speaker.add("a", 0, samples(100));
    speaker.advance(40);
    speaker.pause();
    speaker.advance(90);
    assertThat(speaker.heard("a")).isEqualTo(40);
    speaker.resume();
    speaker.advance(200);

    assertThat(speaker.soundings())
        .containsExactly(
            new Sounding("a", 0, 40, 0, Stop.PAUSED), new Sounding("a", 90, 150, 40, Stop.DRAINED));
    assertThat(speaker.heard("a")).isEqualTo(100);
  }

  @Test
  void whatIsDroppedIsNotHeard() {
    speaker.add("a", 0, samples(100));
    speaker.add("b", 0, samples(10));
    speaker.advance(40);
    speaker.drop("a");
    speaker.advance(200);

    assertThat(speaker.soundings())
        .containsExactly(
            new Sounding("a", 0, 40, 0, Stop.DROPPED), new Sounding("b", 40, 50, 0, Stop.DRAINED));
    assertThat(speaker.heard("a")).isEqualTo(40);
  }

  @Test
  void aDropBehindAPauseLeavesTheReasonOfThePause() {
    speaker.add("a", 0, samples(100));
    speaker.advance(40);
    speaker.pause();
    speaker.advance(60);
    speaker.drop("a");
    speaker.resume();
    speaker.advance(80);

    assertThat(speaker.soundings()).containsExactly(new Sounding("a", 0, 40, 0, Stop.PAUSED));
  }

  @Test
  void knowsWhereTheAudioItHasEnds() {
    speaker.add("a", 0, samples(100));
    speaker.add("a", 100, samples(20));
    speaker.advance(30);

    assertThat(speaker.end("a")).isEqualTo(120);
    assertThat(speaker.end("b")).isZero();
  }

  private static float[] samples(int count) {
    float[] samples = new float[count];
    Arrays.fill(samples, 1);
    return samples;
  }
}
