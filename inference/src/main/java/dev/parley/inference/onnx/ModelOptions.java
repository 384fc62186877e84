package dev.parley.inference.onnx;

/// How one model is loaded.
///
/// @param threading which threads compute inside a run
/// @param placement whether the accelerator may take the model or it stays on the CPU
/// @param weights what becomes of weights that a file holds in 8 bits beside their scale
public record ModelOptions(Threading threading, Placement placement, Weights weights) {

  /// For models of more than a few milliseconds a run.
  public static final ModelOptions LARGE =
      new ModelOptions(Threading.SHARED_POOL, Placement.ACCELERATOR);

  /// For models of around a millisecond a run, where handing work to another thread costs more than
  /// it gains.
  public static final ModelOptions SMALL =
      new ModelOptions(Threading.CALLING_THREAD, Placement.CPU);

  /// With weights as they are stored.
  public ModelOptions(Threading threading, Placement placement) {
    this(threading, placement, Weights.AS_STORED);
  }

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

  /// How weights lie in memory.
  public enum Weights {
    AS_STORED,
    /// As float32, in four times the memory. Faster for models that compute in float32 but for
    /// their weights.
    FLOAT32
  }
}
