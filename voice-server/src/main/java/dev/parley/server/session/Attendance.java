package dev.parley.server.session;

import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.SessionReady;
import dev.parley.server.resume.Line;
import dev.parley.server.resume.ResumeToken;
import dev.parley.server.session.SessionInput.AtLine;
import dev.parley.server.wire.ErrorReason;
import dev.parley.server.wire.RefusedException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the client is there: what a session does when its line breaks, when somebody comes back,
/// and when nobody does. What a client sends passes through here once. Owned by the session's
/// thread.
final class Attendance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Attendance.class);

  /// When to try again if the mailbox is full.
  private static final Duration FULL_MAILBOX = Duration.ofMillis(100);

  private final String id;
  private final SessionResources resources;
  private final Mailbox mailbox;
  private final Line line;
  private final ServerMessages messages;
  private final Dialogue dialogue;
  private final ResumeToken token;

  private Runnable window = () -> {};
  private int absences;
  private boolean draining;

  Attendance(
      String id,
      SessionResources resources,
      Mailbox mailbox,
      Line line,
      ServerMessages messages,
      Dialogue dialogue) {
    this.id = id;
    this.resources = resources;
    this.mailbox = mailbox;
    this.line = line;
    this.messages = messages;
    this.dialogue = dialogue;
    this.token = new ResumeToken(id);
  }

  /// Greets the client.
  void begin() {
    dialogue.begin(invitation());
  }

  /// Deals with a letter.
  ///
  /// @throws RefusedException if the session cannot go on
  void handle(AtLine letter) {
    switch (letter) {
      case SessionInput.FromClient(SessionOutput from, ClientMessage message, Runnable handled) -> {
        try {
          if (line.isOver(from)) {
            received(message);
          }
        } finally {
          handled.run();
        }
      }
      case SessionInput.ClientFinished(SessionOutput from) -> {
        if (line.isOver(from)) {
          dialogue.finishInput();
        }
      }
      case SessionInput.LineBroken(SessionOutput from) -> {
        if (line.isOver(from)) {
          lost();
        }
      }
      case SessionInput.Returned returned -> returned(returned);
      case SessionInput.WindowClosed(int absence) -> {
        if (absence == absences && !line.isAttached()) {
          LOG.debug("session {}: its client did not come back", id);
          line.close();
        }
      }
      case SessionInput.Draining() -> {
        draining = true;
        if (!line.isAttached()) {
          line.close();
        }
      }
    }
  }

  /// What is sent to somebody who comes back to a session that cannot be had.
  static RefusedException expired() {
    return new RefusedException(
        ErrorReason.RESUME_EXPIRED,
        "resume_token",
        "No session waits for this resume_token: it was replaced, or its time is over; leave it out"
            + " to start a new session.");
  }

  @Override
  public void close() {
    window.run();
  }

  private void received(ClientMessage message) {
    token.confirm();
    line.acknowledge(message.getReceivedSeq());
    if (line.takes(message.getSeq())) {
      dialogue.received(message);
    }
    if (line.owesReceipt() && !line.isClosed()) {
      messages.receipt();
    }
  }

  private void lost() {
    if (!line.isResumable() || draining) {
      line.close();
      return;
    }
    LOG.debug("session {} lost its client", id);
    line.detach();
    dialogue.suspend();
    window = closing(++absences, resources.resumeWindow());
  }

  /// A mailbox that is full just then must not keep the session for ever.
  private Runnable closing(int absence, Duration delay) {
    return resources
        .clock()
        .schedule(
            delay,
            () -> {
              if (!mailbox.offer(new SessionInput.WindowClosed(absence))) {
                var _ = closing(absence, FULL_MAILBOX);
              }
            });
  }

  private void returned(SessionInput.Returned returned) {
    if (!line.isResumable() || !token.admits(returned.token())) {
      returned.connection().fail(expired());
      return;
    }
    window.run();
    if (line.isAttached()) {
      line.drop(
          new RefusedException(
              ErrorReason.RESUMED_ELSEWHERE,
              "",
              "Another call has continued this session; go on there, or start a new session."));
      dialogue.suspend();
    }
    token.renew(returned.token());
    line.attach(
        returned.connection(),
        messages.readyAgain(
            invitation().setEffectiveConfig(dialogue.effectiveConfig()), returned.acknowledged()),
        returned.acknowledged());
    LOG.debug("session {} goes on", id);
    if (!line.isClosed()) {
      dialogue.resume();
    }
  }

  private SessionReady.Builder invitation() {
    SessionReady.Builder ready = SessionReady.newBuilder();
    Duration patience = resources.resumeWindow();
    if (patience.isPositive()) {
      ready.addCapabilities("resume");
    }
    if (dialogue.callsTools()) {
      ready.addCapabilities("tools");
    }
    if (line.isResumable()) {
      ready.setResumeToken(token.value()).setResumeWindowMs(Math.toIntExact(patience.toMillis()));
    }
    return ready;
  }
}
