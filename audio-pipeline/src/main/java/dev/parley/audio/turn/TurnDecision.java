package dev.parley.audio.turn;

import java.time.Duration;

/// What a [TurnDetector] makes of a silence.
public sealed interface TurnDecision {
  /// The speaker has finished.
  record Complete() implements TurnDecision {}

  /// The speaker may go on.
  ///
  /// @param duration how much more silence to wait for before asking again, above zero
  record Wait(Duration duration) implements TurnDecision {}
}
