package dev.parley.audio.turn;

import java.time.Duration;

/// Takes a silence of a fixed length for the end of a turn.
///
/// @param limit the silence that ends a turn
public record SilenceTurnDetector(Duration limit) implements TurnDetector {
  /// @throws IllegalArgumentException with a sentence if the limit is negative
  public SilenceTurnDetector {
    if (limit.isNegative()) {
      throw new IllegalArgumentException("A silence of " + limit + " cannot end a turn.");
    }
  }

  @Override
  public TurnDecision decide(Duration silence) {
    return silence.compareTo(limit) >= 0
        ? new TurnDecision.Complete()
        : new TurnDecision.Wait(limit.minus(silence));
  }
}
