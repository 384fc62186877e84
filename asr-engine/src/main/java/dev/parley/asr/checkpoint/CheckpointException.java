package dev.parley.asr.checkpoint;

import java.nio.file.Path;

/// A checkpoint cannot be used. The message is a sentence for the user that names the file.
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CheckpointException(Path file, String fault) {
    super("The checkpoint %s %s.".formatted(file, fault));
  }

  CheckpointException(Path file, String fault, Throwable cause) {
    super("The checkpoint %s %s.".formatted(file, fault), cause);
  }
}
