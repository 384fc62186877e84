package dev.parley.server.resume;

import dev.parley.proto.v1.ServerMessage;
import dev.parley.server.session.SessionOutput;
import dev.parley.server.wire.RefusedException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The line from a session to its client, over one connection after the other. Owned by the
/// session's thread.
///
/// A line is attached, detached or closed. It begins attached. Of a resumable session, what is
/// sent is kept until the client acknowledges it, and is sent again over the next connection;
/// numbered messages of the client are taken once. A line that is to end well while it is
/// detached stays open until its client has come back for the rest.
public final class Line implements SessionOutput {
  /// Audio that may be on its way; further audio waits.
  static final int MAX_AUDIO_UNDERWAY = 64;

  /// Numbered messages of the client after which it is told that they have been taken.
  static final int RECEIPT_AFTER = 16;

  private final boolean resumable;
  private final Outbox outbox = new Outbox();
  private @Nullable SessionOutput connection;
  private long received;
  private int unanswered;
  private boolean completing;
  private boolean closed;

  /// @param resumable whether another connection may follow
  public Line(SessionOutput connection, boolean resumable) {
    this.connection = connection;
    this.resumable = resumable;
  }

  public boolean isResumable() {
    return resumable;
  }

  /// Whether there is a connection.
  public boolean isAttached() {
    return connection != null;
  }

  /// Whether nothing follows.
  public boolean isClosed() {
    return closed;
  }

  /// Whether this is the present connection.
  public boolean isOver(SessionOutput other) {
    return other.equals(connection);
  }

  /// Takes a message of the client into account.
  ///
  /// @param sequence its number; 0 if it has none
  /// @return whether it is to be dealt with; false if it has been already
  public boolean takes(long sequence) {
    if (sequence == 0) {
      return true;
    }
    if (sequence <= received) {
      return false;
    }
    received = sequence;
    unanswered++;
    return true;
  }

  /// The number of the client's last message that was taken.
  public long received() {
    return received;
  }

  /// Whether the client has to be told what was taken.
  public boolean owesReceipt() {
    return resumable && unanswered >= RECEIPT_AFTER;
  }

  /// The client has got everything up to the message of that number.
  public void acknowledge(long sequence) {
    outbox.acknowledge(sequence);
  }

  /// Where the first audio of a reply that the client is not known to have got starts, in
  /// milliseconds of the reply; empty if it has got all that was sent.
  public OptionalLong firstUndelivered(String replyId) {
    return outbox.firstAudio(replyId);
  }

  /// The connection is lost.
  public void detach() {
    connection = null;
  }

  /// The client has come back: it gets what it missed.
  ///
  /// @param ready is sent first
  /// @param acknowledged the number of the last message that the client has got
  public void attach(SessionOutput present, ServerMessage ready, long acknowledged) {
    connection = present;
    present.send(ready);
    unanswered = 0;
    outbox.acknowledge(acknowledged);
    outbox.messages().forEach(present::send);
    if (completing) {
      complete();
    }
  }

  /// Ends the present connection for a reason, but not the line.
  public void drop(RefusedException reason) {
    if (connection != null) {
      connection.fail(reason);
      connection = null;
    }
  }

  /// Nobody will come back.
  public void close() {
    connection = null;
    closed = true;
  }

  @Override
  public void send(ServerMessage message) {
    unanswered = 0;
    if (resumable) {
      outbox.add(message);
    }
    if (connection != null) {
      connection.send(message);
    }
  }

  @Override
  public boolean isReady() {
    return connection != null
        && connection.isReady()
        && outbox.audioMessages() < MAX_AUDIO_UNDERWAY;
  }

  @Override
  public void complete() {
    completing = true;
    if (connection != null) {
      connection.complete();
      closed = true;
    }
  }

  @Override
  public void fail(RefusedException reason) {
    if (connection != null) {
      connection.fail(reason);
    }
    closed = true;
  }
}
