package dev.parley.client;

import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.ServerMessage;

/// Opens the connections of a conversation. Thread-safe.
interface Connector {
  /// Opens another one.
  ///
  /// @param roomy is run when the connection may have room again; must not block
  StreamingCall<ClientMessage, ServerMessage> open(
      CallListener<ServerMessage> listener, Runnable roomy);

  /// Whether no connection can be had any more.
  default boolean isClosed() {
    return false;
  }
}
