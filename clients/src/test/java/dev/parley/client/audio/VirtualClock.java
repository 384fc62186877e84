package dev.parley.client.audio;

import java.time.Duration;

/// Time that passes only by waiting for it.
public final class VirtualClock implements PacingClock {
  private Duration time = Duration.ofHours(1);

  @Override
  public synchronized Duration now() {
    return time;
  }

  @Override
  public synchronized void sleepUntil(Duration wanted) {
    if (wanted.compareTo(time) > 0) {
      time = wanted;
    }
  }

  /// Something else takes that long.
  public synchronized void pass(Duration duration) {
    time = time.plus(duration);
  }
}
