package dev.parley.load.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PlaybackTest {
  private static final long MILLISECOND = 1_000_000;

  @Test
  void piecesFollowEachOtherAndLateOnesLeaveAGap() {
    Playback playback = new Playback();

    assertThat(playback.take(50 * MILLISECOND, 100 * MILLISECOND)).isEqualTo(50 * MILLISECOND);
    assertThat(playback.take(60 * MILLISECOND, 100 * MILLISECOND)).isEqualTo(150 * MILLISECOND);
    assertThat(playback.take(280 * MILLISECOND, 10 * MILLISECOND)).isEqualTo(280 * MILLISECOND);
    assertThat(playback.gaps()).containsExactly(0.0, 30.0);
  }
}
