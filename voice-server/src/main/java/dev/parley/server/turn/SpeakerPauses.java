package dev.parley.server.turn;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// How long this person pauses inside turns: the latest pauses after which they went on. Not
/// thread-safe.
public final class SpeakerPauses {
  private static final int REMEMBERED = 12;

  /// Fewer say nothing about a person.
  private static final int ENOUGH = 3;

  private final Deque<Duration> pauses = new ArrayDeque<>();

  /// The person went on after a pause.
  public void add(Duration pause) {
    if (pause.compareTo(EndOfTurnRules.SHORTEST) >= 0) {
      if (pauses.size() == REMEMBERED) {
        pauses.removeFirst();
      }
      pauses.addLast(pause);
    }
  }

  /// A pause that the person seldom exceeds inside a turn; zero while too few are known.
  public Duration usual() {
    if (pauses.size() < ENOUGH) {
      return Duration.ZERO;
    }
    return pauses.stream().sorted().skip((pauses.size() * 3L) / 4).findFirst().orElseThrow();
  }
}
