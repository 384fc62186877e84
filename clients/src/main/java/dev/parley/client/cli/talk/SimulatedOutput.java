package dev.parley.client.cli.talk;

import dev.parley.audio.PcmFrame;
import dev.parley.client.audio.PacingClock;
import java.time.Duration;

/// A listener without ears: a reply lasts as long as it would from a loudspeaker, so that speech in
/// the input can interrupt it at the same word.
final class SimulatedOutput implements ReplyOutput {
  private final PacingClock clock;
  private Duration free = Duration.ZERO;

  SimulatedOutput(PacingClock clock) {
    this.clock = clock;
  }

  @Override
  public void play(PcmFrame frame) throws InterruptedException {
    Duration now = clock.now();
    free = (free.compareTo(now) > 0 ? free : now).plus(frame.format().duration(frame.length()));
    clock.sleepUntil(free);
  }

  @Override
  public void drain() throws InterruptedException {
    clock.sleepUntil(free);
  }

  @Override
  public void drop() {}

  @Override
  public void close() {}
}
