package dev.parley.client.audio;

import dev.parley.audio.PcmFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Sends a source's audio at a pace.
///
/// The moment of a frame follows from its position alone, so that delays of single frames do not
/// add up.
public final class PacedSender {
  /// Takes frames on behalf of a receiver.
  @FunctionalInterface
  public interface Target {
    /// @return false if the receiver wants no more
    boolean send(PcmFrame frame) throws InterruptedException;
  }

  private final Pace pace;
  private final PacingClock clock;

  public PacedSender(Pace pace, PacingClock clock) {
    this.pace = pace;
    this.clock = clock;
  }

  /// Sends until the source ends, the target refuses or the thread is interrupted.
  ///
  /// @return whether the source was sent to its end
  /// @throws IOException with a sentence if the source cannot be read
  public boolean send(AudioSource source, Target target) throws IOException, InterruptedException {
    Duration start = clock.now();
    long first = -1;
    while (true) {
      Optional<PcmFrame> next = source.next();
      if (next.isEmpty()) {
        return true;
      }
      PcmFrame frame = next.get();
      if (first < 0) {
        first = frame.position();
      }
      if (pace == Pace.REAL_TIME) {
        clock.sleepUntil(start.plus(source.format().duration(frame.end() - first)));
      }
      if (!target.send(frame)) {
        return false;
      }
    }
  }
}
