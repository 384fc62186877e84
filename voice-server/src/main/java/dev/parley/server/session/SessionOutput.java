package dev.parley.server.session;

import dev.parley.proto.v1.ServerMessage;
import dev.parley.server.wire.RefusedException;

/// Where a session's messages go: a door. Called by the session's thread only.
public interface SessionOutput {
  /// Sends a message. Never blocks; a door whose client is gone drops it.
  void send(ServerMessage message);

  /// Whether the client keeps up. While it does not, audio is held back.
  boolean isReady();

  /// The session ended well.
  void complete();

  /// The session ended for a reason of the error table.
  void fail(RefusedException reason);
}
