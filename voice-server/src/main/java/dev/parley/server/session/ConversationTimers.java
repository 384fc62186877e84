package dev.parley.server.session;

import dev.parley.server.conversation.SessionEvent.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// The timers of a conversation, whose ends arrive in the session's mailbox. Owned by the session's
/// thread.
final class ConversationTimers implements AutoCloseable {
  private record Running(int start, Runnable cancel) {}

  private final SessionClock clock;
  private final Mailbox mailbox;
  private final Map<Timer, Running> running = new EnumMap<>(Timer.class);
  private int starts;

  ConversationTimers(SessionClock clock, Mailbox mailbox) {
    this.clock = clock;
    this.mailbox = mailbox;
  }

  /// Starts a timer, or starts it anew.
  void start(Timer timer, Duration duration) {
    stop(timer);
    int start = ++starts;
    Runnable cancel =
        clock.schedule(duration, () -> mailbox.offer(new SessionInput.TimerFired(timer, start)));
    running.put(timer, new Running(start, cancel));
  }

  /// Stops a timer that may run.
  void stop(Timer timer) {
    Running stopped = running.remove(timer);
    if (stopped != null) {
      stopped.cancel().run();
    }
  }

  /// Whether a timer's end is that of its present start; if so, the timer is no longer running.
  boolean elapsed(SessionInput.TimerFired fired) {
    Running current = running.get(fired.timer());
    return current != null
        && current.start() == fired.start()
        && running.remove(fired.timer(), current);
  }

  /// Stops all timers.
  @Override
  public void close() {
    running.values().forEach(timer -> timer.cancel().run());
    running.clear();
  }
}
