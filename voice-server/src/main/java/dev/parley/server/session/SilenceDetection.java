package dev.parley.server.session;

import dev.parley.audio.turn.SilenceTurnDetector;
import dev.parley.audio.turn.TurnDecision;
import java.time.Duration;

/// Takes a silence of a fixed length for the end of a turn.
///
/// @param detector knows the length
record SilenceDetection(SilenceTurnDetector detector) implements EndOfTurnDetection {
  @Override
  public TurnDecision decide(Duration silence) {
    return detector.decide(silence);
  }
}
