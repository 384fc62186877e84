package dev.parley.inference.store;

/// A source did not give a file. The message is a clause that follows the name of the source.
final class SourceException extends Exception {
  private static final long serialVersionUID = 1L;

  SourceException(String message) {
    super(message);
  }
}
