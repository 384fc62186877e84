package dev.parley.inference.graph;

/// One dimension of an input or output.
public sealed interface Axis {
  /// A size that never changes.
  record Fixed(long size) implements Axis {}

  /// A size that each run chooses; axes of the same name have the same size within a run.
  record Free(String name) implements Axis {}

  static Axis of(long size) {
    return new Fixed(size);
  }

  static Axis free(String name) {
    return new Free(name);
  }
}
