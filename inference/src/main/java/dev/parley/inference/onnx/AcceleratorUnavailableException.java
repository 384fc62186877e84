package dev.parley.inference.onnx;

/// The accelerator that was asked for by name cannot be used. The message is a sentence with a
/// remedy.
public final class AcceleratorUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AcceleratorUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
