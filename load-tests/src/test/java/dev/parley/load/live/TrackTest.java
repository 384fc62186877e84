package dev.parley.load.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.vad.EnergyVad;
import dev.parley.load.corpus.Clip;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TrackTest {
  private static final int SECOND = 16_000;

  @Test
  void joinsClipsFromAnyOnAndKnowsWhereVoiceEnds() {
    List<Track.Recorded> clips = List.of(recorded("a"), recorded("b"));

    Track track = Track.of(clips, 1, Duration.ofDays(1), new EnergyVad());

    assertThat(track.clips())
        .extracting(placed -> placed.clip().file(), Track.Placed::start, Track.Placed::end)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("b", 24_000L, 40_000L),
            org.assertj.core.groups.Tuple.tuple("a", 64_000L, 80_000L));
    assertThat(track.seconds()).isEqualTo(6.5);
    assertThat(track.frames()).isEqualTo(325);
    assertThat(track.frame(75).sample(0)).isEqualTo(0.5f);
    assertThat(track.lastVoiced(20_000)).isNegative();
    assertThat(track.lastVoiced(30_000)).isEqualTo(30_000);
    assertThat(track.lastVoiced(60_000)).isBetween(40_000L, 40_511L);
    assertThat(track.clipAt(41_000).clip().file()).isEqualTo("b");
    assertThat(track.clipAt(70_000).clip().file()).isEqualTo("a");
  }

  @Test
  void endsAfterTheWantedLength() {
    Track track =
        Track.of(List.of(recorded("a"), recorded("b")), 0, Duration.ofSeconds(2), new EnergyVad());

    assertThat(track.clips()).hasSize(1);
  }

  private static Track.Recorded recorded(String file) {
    float[] samples = new float[SECOND];
    Arrays.fill(samples, 0.5f);
    return new Track.Recorded(new Clip(file, Path.of(file), "en", "", "", ""), samples);
  }
}
