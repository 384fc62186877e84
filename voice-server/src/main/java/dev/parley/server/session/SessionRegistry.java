package dev.parley.server.session;

import dev.parley.server.wire.ErrorReason;
import dev.parley.server.wire.RefusedException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// All sessions of a server: lets them in, counts them and ends them. Thread-safe.
public final class SessionRegistry {
  private record Running(VoiceSession session, Thread thread) {}

  private final SessionResources resources;
  private final int maximum;
  private final Map<String, Running> sessions = new ConcurrentHashMap<>();
  private int calls;
  private boolean draining;

  /// @param maximum sessions at once
  public SessionRegistry(SessionResources resources, int maximum) {
    this.resources = resources;
    this.maximum = maximum;
  }

  /// Opens a session and starts its thread.
  ///
  /// @throws RefusedException if the server is full or stopping
  public VoiceSession open(SessionSettings settings, SessionOutput output) {
    synchronized (sessions) {
      requirePlace();
      String id = newId();
      VoiceSession session = new VoiceSession(id, settings, resources, output);
      Thread thread = Thread.ofVirtual().name("session-" + id).unstarted(() -> run(session));
      sessions.put(id, new Running(session, thread));
      thread.start();
      return session;
    }
  }

  private void run(VoiceSession session) {
    try {
      session.run();
    } finally {
      sessions.remove(session.id());
    }
  }

  /// Lets a call in that is no conversation but takes the place of one.
  ///
  /// @return what gives the place back, once
  /// @throws RefusedException if the server is full or stopping
  public Place enter() {
    synchronized (sessions) {
      requirePlace();
      calls++;
    }
    return () -> {
      synchronized (sessions) {
        calls--;
      }
    };
  }

  /// A place that a call takes.
  @FunctionalInterface
  public interface Place extends AutoCloseable {
    @Override
    void close();
  }

  private void requirePlace() {
    if (draining) {
      throw new RefusedException(
          ErrorReason.SHUTTING_DOWN, "", "The server is stopping; connect again.");
    }
    if (sessions.size() + calls >= maximum) {
      throw new RefusedException(
          ErrorReason.SERVER_FULL,
          "",
          "All %d sessions of this server are taken; try again later.".formatted(maximum));
    }
  }

  /// How many places are taken.
  public int size() {
    synchronized (sessions) {
      return sessions.size() + calls;
    }
  }

  /// How many sessions there may be.
  public int maximum() {
    return maximum;
  }

  /// Lets no session in any more, lets the running ones finish for `patience`, then ends the rest
  /// and waits until they have let go of the engines.
  public void drain(Duration patience) throws InterruptedException {
    synchronized (sessions) {
      draining = true;
    }
    long deadline = System.nanoTime() + patience.toNanos();
    for (Running running : sessions.values()) {
      running.thread().join(Duration.ofNanos(Math.max(deadline - System.nanoTime(), 0)));
    }
    for (Running running : sessions.values()) {
      running
          .session()
          .refuse(
              new RefusedException(
                  ErrorReason.SHUTTING_DOWN, "", "The server is stopping; connect again."));
    }
    for (Running running : sessions.values()) {
      running.thread().join(Duration.ofSeconds(1));
    }
  }

  private static String newId() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
