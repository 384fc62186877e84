package dev.parley.server.session;

import dev.parley.server.resume.Line;
import dev.parley.server.resume.ResumeToken;
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
  /// @param resumable whether it shall outlive its connection, if this server lets it
  /// @throws RefusedException if the server is full or stopping
  public VoiceSession open(SessionSettings settings, SessionOutput connection, boolean resumable) {
    synchronized (sessions) {
      requirePlace();
      String id = newId();
      Line line = new Line(connection, resumable && resources.resumeWindow().isPositive());
      VoiceSession session = new VoiceSession(id, settings, resources, line);
      Thread thread = Thread.ofVirtual().name("session-" + id).unstarted(() -> run(session));
      sessions.put(id, new Running(session, thread));
      thread.start();
      return session;
    }
  }

  /// Continues a session over another connection. A token that is not good is told there.
  ///
  /// @param acknowledged the number of the last message that the client has got
  /// @throws RefusedException if there is no such session, or the server is stopping
  public VoiceSession resume(String token, long acknowledged, SessionOutput connection) {
    synchronized (sessions) {
      requireOpen();
    }
    if (!resources.resumeWindow().isPositive()) {
      throw new RefusedException(
          ErrorReason.RESUME_UNSUPPORTED,
          "resume_token",
          "This server does not resume sessions; leave resume_token out to start a new one.");
    }
    Running running = sessions.get(ResumeToken.session(token));
    if (running == null) {
      throw Attendance.expired();
    }
    running.session().comeBack(connection, token, acknowledged);
    return running.session();
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

  private void requireOpen() {
    if (draining) {
      throw new RefusedException(
          ErrorReason.SHUTTING_DOWN, "", "The server is stopping; connect again.");
    }
  }

  private void requirePlace() {
    requireOpen();
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

  /// Lets no session in any more, ends those whose client is away, lets the others finish for
  /// `patience`, then ends the rest and waits until they have let go of the engines.
  public void drain(Duration patience) throws InterruptedException {
    synchronized (sessions) {
      draining = true;
    }
    sessions.values().forEach(running -> running.session().drain());
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
