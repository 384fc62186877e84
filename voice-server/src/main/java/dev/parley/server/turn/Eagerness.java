package dev.parley.server.turn;

import java.time.Duration;

/// How soon a pause is taken for the end of a turn.
public enum Eagerness {
  LOW(Duration.ofSeconds(8), 0.9, Duration.ofSeconds(3)),
  MEDIUM(Duration.ofSeconds(4), 0.8, Duration.ofSeconds(2)),
  HIGH(Duration.ofSeconds(2), 0.5, Duration.ofMillis(1_200));

  private final Duration patience;
  private final double threshold;
  private final Duration groupPause;

  Eagerness(Duration patience, double threshold, Duration groupPause) {
    this.patience = patience;
    this.threshold = threshold;
    this.groupPause = groupPause;
  }

  /// The silence that ends any turn.
  public Duration patience() {
    return patience;
  }

  /// The probability of an end from which a turn ends at once.
  public double threshold() {
    return threshold;
  }

  /// The silence that ends a turn of digits or letters, which are said in groups.
  public Duration groupPause() {
    return groupPause;
  }
}
