package dev.parley.server.session;

import dev.parley.proto.v1.ClientMessage;
import dev.parley.server.resume.Line;
import dev.parley.server.session.SessionInput.End;
import dev.parley.server.wire.ErrorReason;
import dev.parley.server.wire.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One conversation with one client. Every door feeds the same kind of session.
///
/// A session owns one virtual thread, which drains the mailbox and is the only one that touches the
/// session's state. The public methods put something into the mailbox; they may be called from any
/// thread and never block.
public final class VoiceSession {
  private static final Logger LOG = LoggerFactory.getLogger(VoiceSession.class);

  private final String id;
  private final Mailbox mailbox = new Mailbox();
  private final Line line;
  private final Dialogue dialogue;
  private final Attendance attendance;

  VoiceSession(String id, SessionSettings settings, SessionResources resources, Line line) {
    this.id = id;
    this.line = line;
    ServerMessages messages = new ServerMessages(id, resources.clock(), line);
    this.dialogue = new Dialogue(id, settings, resources, mailbox, line, messages);
    this.attendance = new Attendance(id, resources, mailbox, line, messages, dialogue);
  }

  public String id() {
    return id;
  }

  /// The client sent a message.
  ///
  /// @param connection over which it came
  /// @param handled is run on the session's thread when the message has been dealt with
  /// @return false if the mailbox is full; the door then ends the session
  public boolean accept(SessionOutput connection, ClientMessage message, Runnable handled) {
    return mailbox.offer(new SessionInput.FromClient(connection, message, handled));
  }

  /// The client will send nothing more over this connection; what it said is still answered.
  public void finish(SessionOutput connection) {
    if (!mailbox.offer(new SessionInput.ClientFinished(connection))) {
      end(new End.Vanished());
    }
  }

  /// A connection broke: the session waits for its client, or ends at once if it is not resumable.
  public void lose(SessionOutput connection) {
    if (!mailbox.offer(new SessionInput.LineBroken(connection))) {
      end(new End.Vanished());
    }
  }

  /// The client wants to continue over another connection, which is refused if the token is not
  /// good.
  ///
  /// @param acknowledged the number of the last message that the client has got
  void comeBack(SessionOutput connection, String token, long acknowledged) {
    boolean taken = mailbox.offer(new SessionInput.Returned(connection, token, acknowledged));
    // A session that ends meanwhile refuses what it finds in its mailbox; this is what comes later.
    if (!taken || mailbox.isClosed()) {
      connection.fail(Attendance.expired());
    }
  }

  /// The server is stopping: if the client is away, or goes away, the session ends.
  void drain() {
    if (!mailbox.offer(new SessionInput.Draining())) {
      end(new End.Vanished());
    }
  }

  /// Ends the session at once and tells the client why.
  public void refuse(RefusedException reason) {
    end(new End.Refused(reason));
  }

  private void end(End end) {
    if (!mailbox.offer(new SessionInput.Ended(end))) {
      // A full mailbox belongs to a session that is lost anyway.
      mailbox.replaceAll(new SessionInput.Ended(end));
    }
  }

  /// Runs the session until it ends. What goes wrong is told to the client; nothing is thrown.
  void run() {
    try {
      attendance.begin();
      while (!line.isClosed()) {
        switch (mailbox.take()) {
          case SessionInput.AtLine atLine -> attendance.handle(atLine);
          case SessionInput other -> dialogue.handle(other);
        }
      }
    } catch (RefusedException e) {
      dialogue.fail(e);
    } catch (InterruptedException e) {
      dialogue.fail(
          new RefusedException(
              ErrorReason.SHUTTING_DOWN, "", "The server is stopping; connect again."));
    } catch (RuntimeException e) {
      LOG.error("session {} failed", id, e);
      dialogue.fail(
          new RefusedException(
              ErrorReason.INTERNAL, "", "The session failed inside the server; start a new one."));
    } finally {
      for (SessionInput letter : mailbox.close()) {
        if (letter instanceof SessionInput.Returned returned) {
          returned.connection().fail(Attendance.expired());
        }
      }
      attendance.close();
      dialogue.close();
      LOG.debug("session {} closed", id);
    }
  }
}
