package dev.parley.tts.espeak;

/// espeak-ng cannot be used, or not for that language. The message is for the terminal: what is
/// wrong and what to do.
public final class EspeakUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EspeakUnavailableException(String message) {
    super(message);
  }
}
