package dev.parley.inference.gguf;

import java.nio.file.Path;

/// A GGUF file cannot be used. The message is a sentence for the user that names the file, with a
/// remedy.
public final class GgufException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param fault what the file is or has, such as `is truncated`
  /// @param remedy a sentence of its own
  public GgufException(Path file, String fault, String remedy) {
    super("The model %s %s. %s".formatted(file, fault, remedy));
  }

  GgufException(Path file, String fault, String remedy, Throwable cause) {
    super("The model %s %s. %s".formatted(file, fault, remedy), cause);
  }
}
