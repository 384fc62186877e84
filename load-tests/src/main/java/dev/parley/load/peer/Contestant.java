package dev.parley.load.peer;

/// An engine that is loaded and measured beside others. Any thread may close it.
public interface Contestant extends AutoCloseable {
  /// For reports.
  String name();

  @Override
  void close();
}
