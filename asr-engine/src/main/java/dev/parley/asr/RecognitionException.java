package dev.parley.asr;

/// The engine failed on one stream. The message is a sentence; other streams go on.
public final class RecognitionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RecognitionException(String message, Throwable cause) {
    super(message, cause);
  }
}
