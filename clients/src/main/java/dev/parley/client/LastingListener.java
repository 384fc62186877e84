package dev.parley.client;

import dev.parley.proto.v1.ServerMessage;

/// Takes what the server says in a conversation that outlives its connections: every message once
/// and in order, as if there were one connection. As in [CallListener], methods are called one at a
/// time.
public interface LastingListener extends CallListener<ServerMessage> {
  /// The connection broke; the conversation stands still while another one is tried.
  default void lineLost(CallFailedException reason) {}

  /// There is a connection again, and the conversation goes on.
  default void lineRestored() {}
}
