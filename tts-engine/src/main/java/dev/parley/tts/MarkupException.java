package dev.parley.tts;

/// The text of a stream is not what its settings say. The message is a sentence for whoever wrote
/// the text: where it is wrong and what to do.
public final class MarkupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MarkupException(String message) {
    super(message);
  }
}
