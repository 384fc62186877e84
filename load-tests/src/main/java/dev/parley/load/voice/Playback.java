package dev.parley.load.voice;

import java.util.ArrayList;
import java.util.List;

/// A loudspeaker that plays pieces as they come, one after the other. All times are of one clock,
/// in nanoseconds.
final class Playback {
  private final List<Double> gaps = new ArrayList<>();
  private boolean playing;
  private long end;

  /// Takes the next piece.
  ///
  /// @param now when it arrives
  /// @param length how long it plays
  /// @return when it starts to play
  long take(long now, long length) {
    long start = playing ? Math.max(now, end) : now;
    if (playing) {
      gaps.add((start - end) / 1e6);
    }
    playing = true;
    end = start + length;
    return start;
  }

  /// For every piece but the first, the milliseconds of silence before it; 0 if it was there in
  /// time.
  List<Double> gaps() {
    return List.copyOf(gaps);
  }
}
