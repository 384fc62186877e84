package dev.parley.inference.onnx;

/// A run ended early because its [RunCancellation] was used. Not an error of anybody.
public final class RunCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunCancelledException() {
    super("The run was cancelled.", null, false, false);
  }
}
