package dev.parley.client.cli.terminal;

import org.jspecify.annotations.Nullable;

/// A command cannot do its job. The message is one sentence with a remedy, for standard error.
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandFailure(String message) {
    this(message, null);
  }

  public CommandFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
