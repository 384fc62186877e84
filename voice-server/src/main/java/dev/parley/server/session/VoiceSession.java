package dev.parley.server.session;

import dev.parley.proto.v1.ClientMessage;
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
  private final Dialogue dialogue;

  VoiceSession(
      String id, SessionSettings settings, SessionResources resources, SessionOutput output) {
    this.id = id;
    this.dialogue = new Dialogue(id, settings, resources, mailbox, output);
  }

  public String id() {
    return id;
  }

  /// The client sent a message.
  ///
  /// @param handled is run on the session's thread when the message has been dealt with
  /// @return false if the mailbox is full; the door then ends the session
  public boolean accept(ClientMessage message, Runnable handled) {
    return mailbox.offer(new SessionInput.FromClient(message, handled));
  }

  /// The client will send nothing more; what it said is still answered.
  public void finish() {
    if (!mailbox.offer(new SessionInput.ClientFinished())) {
      vanish();
    }
  }

  /// The client is gone: the session ends at once.
  public void vanish() {
    end(new End.Vanished());
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
      dialogue.begin();
      while (dialogue.isOpen()) {
        dialogue.handle(mailbox.take());
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
      mailbox.close();
      dialogue.close();
      LOG.debug("session {} closed", id);
    }
  }
}
