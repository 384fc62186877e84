package dev.parley.server.turn;

import java.time.Duration;

/// What the evidence amounts to.
///
/// @param probability that the person has finished
/// @param threshold from which a turn ends at once
/// @param limit the silence at which the turn ends if nothing changes
public record Verdict(double probability, double threshold, Duration limit) {
  /// A reply is worth preparing from this part of the threshold on: a wrong guess costs an answer
  /// that nobody hears, a missed one its whole time.
  private static final double FORESEEN = 0.5;

  /// Whether the end is likely enough to prepare the reply.
  public boolean isForeseen() {
    return probability >= FORESEEN * threshold;
  }
}
