package dev.parley.tts;

/// The engine failed on one stream. The message is a sentence; other streams go on.
public final class SynthesisException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SynthesisException(String message, Throwable cause) {
    super(message, cause);
  }
}
