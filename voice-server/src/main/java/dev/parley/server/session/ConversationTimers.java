package dev.parley.server.session;

import dev.parley.server.conversation.SessionEvent.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// The timers of a conversation, whose ends arrive in the session's mailbox. Those that are
/// about the person stand still while the person is away. Owned by the session's thread.
final class ConversationTimers implements AutoCloseable {
  /// @param due when it ends, of the session's clock
  private record Running(int start, long due, Runnable cancel) {}

  private final SessionClock clock;
  private final Mailbox mailbox;
  private final Map<Timer, Running> running = new EnumMap<>(Timer.class);
  private final Map<Timer, Duration> suspended = new EnumMap<>(Timer.class);
  private boolean away;
  private int starts;

  ConversationTimers(SessionClock clock, Mailbox mailbox) {
    this.clock = clock;
    this.mailbox = mailbox;
  }

  /// Starts a timer, or starts it anew.
  void start(Timer timer, Duration duration) {
    stop(timer);
    if (away && isOfPerson(timer)) {
      suspended.put(timer, duration);
      return;
    }
    int start = ++starts;
    Runnable cancel =
        clock.schedule(duration, () -> mailbox.offer(new SessionInput.TimerFired(timer, start)));
    running.put(timer, new Running(start, clock.nanoTime() + duration.toNanos(), cancel));
  }

  /// Stops a timer that may run.
  void stop(Timer timer) {
    suspended.remove(timer);
    Running stopped = running.remove(timer);
    if (stopped != null) {
      stopped.cancel().run();
    }
  }

  /// The person is away.
  void suspend() {
    away = true;
    long now = clock.nanoTime();
    for (Timer timer : Timer.values()) {
      Running current = running.get(timer);
      if (current != null && isOfPerson(timer)) {
        stop(timer);
        suspended.put(timer, Duration.ofNanos(Math.max(current.due() - now, 0)));
      }
    }
  }

  /// The person is back: what stood still goes on.
  void resume() {
    away = false;
    Map<Timer, Duration> waiting = new EnumMap<>(suspended);
    waiting.forEach(this::start);
  }

  /// Whether a timer waits for the person, or for what the person waits for.
  private static boolean isOfPerson(Timer timer) {
    return switch (timer) {
      case CONFIRMATION, KEYS, SETTLING, SILENCE, SLOW, ANSWER, TURN -> true;
      case TRANSCRIPT -> false;
    };
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
    suspended.clear();
  }
}
