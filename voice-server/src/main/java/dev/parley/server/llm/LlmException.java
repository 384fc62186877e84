package dev.parley.server.llm;

/// A language model did not answer. The message is a sentence with a remedy and without secrets.
public final class LlmException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What another attempt would bring.
  public enum Kind {
    /// A retry or another provider may work: time-out, overload, connection lost.
    TRANSIENT,
    /// A retry would fail again: key refused, unknown model, prompt refused.
    PERMANENT
  }

  private final Kind kind;

  public LlmException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public LlmException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
