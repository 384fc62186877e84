package dev.parley.inference.graph;

/// A tensor in a graph under construction: an input, a constant, or what a node computes.
///
/// @param name unique in its graph
public record Value(String name) {
  /// Stands for an optional input that a node does without.
  public static final Value NONE = new Value("");
}
