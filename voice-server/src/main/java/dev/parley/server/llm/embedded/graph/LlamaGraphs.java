package dev.parley.server.llm.embedded.graph;

import dev.parley.inference.cache.BuiltGraphs;
import dev.parley.inference.cache.Fingerprint;
import dev.parley.inference.gguf.GgufFile;
import dev.parley.inference.graph.WeightFile;
import java.nio.file.Path;
import java.util.List;

/// The graph of a GGUF file on disk, written on first use and found again later.
///
/// @param folder holds the files
public record LlamaGraphs(Path folder) {
  /// Changes with every change of the graph, so that cached ones of another version are not used.
  private static final int VERSION = 1;

  private static final String TOKENS = "tokens.onnx";

  /// The graph of the model, written if it is nowhere yet.
  ///
  /// @param sizes those of the file
  /// @throws dev.parley.inference.gguf.GgufException if the file lacks a tensor, or has one that
  ///     does not belong to such a model
  /// @throws java.io.UncheckedIOException with a sentence if no place can be written
  public static LlamaGraphs obtain(GgufFile file, LlamaDimensions sizes) {
    String name = "llama-v%d-%s".formatted(VERSION, Fingerprint.of(List.of(file.content())));
    Path folder =
        BuiltGraphs.obtain(
            file.file(),
            BuiltGraphs.places(file.file()),
            name,
            unfinished -> {
              try (WeightFile weights = new WeightFile(unfinished.resolve("tokens.weights"))) {
                LlamaGraph.of(file, sizes).write(unfinished.resolve(TOKENS), weights);
              }
            });
    return new LlamaGraphs(folder);
  }

  /// Any number of tokens of one text.
  public Path tokens() {
    return folder.resolve(TOKENS);
  }
}
