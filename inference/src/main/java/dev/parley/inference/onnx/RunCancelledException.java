package dev.parley.inference.onnx;

import java.util.concurrent.CancellationException;

/// A run ended early because its [RunCancellation] was used. Not an error of anybody.
public final class RunCancelledException extends CancellationException {
  private static final long serialVersionUID = 1L;

  public RunCancelledException() {
    super("The run was cancelled.");
  }
}
