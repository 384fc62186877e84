package dev.parley.audio.turn;

import java.time.Duration;

/// Decides whether a speaker who fell silent has finished. One per stream; not thread-safe.
public interface TurnDetector {
  /// Asked when speech has ended, and again after each [TurnDecision.Wait] that no speech
  /// interrupted.
  ///
  /// @param silence the audio time since the end of the last voiced frame
  TurnDecision decide(Duration silence);
}
