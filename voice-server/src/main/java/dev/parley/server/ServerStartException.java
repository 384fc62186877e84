package dev.parley.server;

/// The server cannot start. The message is a sentence with a remedy.
public final class ServerStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServerStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
