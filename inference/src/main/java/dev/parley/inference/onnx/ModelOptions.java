package dev.parley.inference.onnx;

/// How one model is loaded.
///
/// @param threading which threads compute inside a run
/// @param placement whether the accelerator may take the model or it stays on the CPU
public record ModelOptions(Threading threading, Placement placement) {

  /// For models of more than a few milliseconds a run.
  public static final ModelOptions LARGE =
      new ModelOptions(Threading.SHARED_POOL, Placement.ACCELERATOR);

  /// For models of around a millisecond a run, where handing work to another thread costs more than
  /// it gains.
  public static final ModelOptions SMALL =
      new ModelOptions(Threading.CALLING_THREAD, Placement.CPU);

  /// Who computes.
  public enum Threading {
    /// The calling thread and the process-wide pool.
    SHARED_POOL,
    /// The calling thread alone.
    CALLING_THREAD
  }

  /// Where the model may run.
  public enum Placement {
    ACCELERATOR,
    CPU
  }
}
