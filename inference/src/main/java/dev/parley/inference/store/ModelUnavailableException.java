package dev.parley.inference.store;

import org.jspecify.annotations.Nullable;

/// A model cannot be had. The message is fit for a terminal: what is wrong, where, and what to do.
public final class ModelUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ModelUnavailableException(String message) {
    this(message, null);
  }

  ModelUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
