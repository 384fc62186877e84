package dev.parley.server.wire;

/// A request that is refused for a reason of the table.
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorReason reason;
  private final String field;

  /// @param field path of the offending field in the message, empty if there is none
  /// @param message a sentence: what was wrong and what to do
  public RefusedException(ErrorReason reason, String field, String message) {
    super(message);
    this.reason = reason;
    this.field = field;
  }

  public ErrorReason reason() {
    return reason;
  }

  public String field() {
    return field;
  }
}
