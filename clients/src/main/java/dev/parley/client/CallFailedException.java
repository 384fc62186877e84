package dev.parley.client;

/// A call ended without doing its job. The message is a sentence for the user.
public final class CallFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final boolean worthRetrying;
  private final boolean lineBroken;

  /// @param lineBroken whether the connection failed, and not the server
  CallFailedException(
      String message, String reason, boolean worthRetrying, boolean lineBroken, Throwable cause) {
    super(message, cause);
    this.lineBroken = lineBroken;
    this.reason = reason;
    this.worthRetrying = worthRetrying;
  }

  /// The reason in the error table of `proto/README.md`, such as `UNKNOWN_VOICE`; the gRPC status
  /// code's name if the server gave none.
  public String reason() {
    return reason;
  }

  /// Whether the connection failed, so that another one may help.
  boolean isLineBroken() {
    return lineBroken;
  }

  /// Whether the same call may succeed later, as when the server was full.
  public boolean worthRetrying() {
    return worthRetrying;
  }
}
