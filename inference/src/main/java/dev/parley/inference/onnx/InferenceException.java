package dev.parley.inference.onnx;

/// ONNX Runtime refused a model or a run. A defect of the model file or of Parley, never of the
/// input audio or text.
public final class InferenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InferenceException(String message, Throwable cause) {
    super(message, cause);
  }
}
