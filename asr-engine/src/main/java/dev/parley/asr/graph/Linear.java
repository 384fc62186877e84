package dev.parley.asr.graph;

import dev.parley.asr.checkpoint.Weight;
import dev.parley.inference.graph.GraphBuilder;
import dev.parley.inference.graph.Value;
import org.jspecify.annotations.Nullable;

/// Writes a linear layer, `y = x·Wᵀ + b`, with one kind of arithmetic.
interface Linear {
  /// @param name of the layer, unique in the graph; its constants are named after it, so two graphs
  ///     that write the same layer in the same way can share them
  /// @param matrix outputs × inputs
  Value write(GraphBuilder graph, String name, Value input, Weight matrix, @Nullable Weight bias);
}
