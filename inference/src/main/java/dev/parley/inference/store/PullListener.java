package dev.parley.inference.store;

/// Hears of the progress of a pull.
///
/// Called on the thread that pulls, one event at a time. An implementation returns quickly, does
/// not throw and does not call the store.
@FunctionalInterface
public interface PullListener {

  void on(PullEvent event);

  /// Logs one line for each file and each warning.
  static PullListener logging() {
    return LoggingListener.INSTANCE;
  }
}
