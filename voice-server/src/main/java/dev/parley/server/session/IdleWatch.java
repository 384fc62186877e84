package dev.parley.server.session;

import dev.parley.server.wire.ErrorReason;
import dev.parley.server.wire.RefusedException;
import java.time.Duration;

/// Notices a client that sends nothing, and wakes the session regularly to look. Owned by the
/// session's thread.
final class IdleWatch implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(500);

  /// How long a client that came back may take before it sends what it kept.
  private static final Duration CATCHING_UP = Duration.ofSeconds(2);

  private final SessionClock clock;
  private final Mailbox mailbox;
  private final Duration limit;
  private long lastMessage;
  private long returned;
  private Runnable timer = () -> {};

  /// @param limit how long a client may send nothing
  IdleWatch(SessionClock clock, Mailbox mailbox, Duration limit) {
    this.clock = clock;
    this.mailbox = mailbox;
    this.limit = limit;
    this.lastMessage = clock.nanoTime();
    this.returned = lastMessage - CATCHING_UP.toNanos();
  }

  /// The client sent something, or is greeted.
  void heard() {
    lastMessage = clock.nanoTime();
  }

  /// The client has come back.
  void returned() {
    heard();
    returned = lastMessage;
  }

  /// Whether it means something if no audio comes: a client that came back has had its time.
  boolean isSettled() {
    return clock.nanoTime() - returned >= CATCHING_UP.toNanos();
  }

  /// Asks for the next [SessionInput.IdleCheck].
  void next() {
    timer = clock.schedule(INTERVAL, () -> mailbox.offer(new SessionInput.IdleCheck()));
  }

  /// @throws RefusedException if the client has sent nothing for too long
  void check() {
    if (clock.nanoTime() - lastMessage > limit.toNanos()) {
      throw new RefusedException(
          ErrorReason.SESSION_IDLE,
          "",
          "The client sent nothing for %d s; send audio or Ping to keep a session."
              .formatted(limit.toSeconds()));
    }
  }

  @Override
  public void close() {
    timer.run();
  }
}
