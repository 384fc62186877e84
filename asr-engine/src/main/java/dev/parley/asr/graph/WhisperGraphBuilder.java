package dev.parley.asr.graph;

import dev.parley.asr.checkpoint.WhisperCheckpoint;
import dev.parley.inference.graph.WeightFile;
import java.io.IOException;
import java.nio.file.Path;

/// Writes the graphs of a checkpoint.
public final class WhisperGraphBuilder {
  /// Changes with every change of the graphs, so that cached ones of another version are not used.
  public static final int VERSION = 6;

  static final String ENCODER = "encoder.onnx";
  static final String TOKENS = "tokens.onnx";
  static final String STEPS = "steps.onnx";

  /// How many decodings take a step together at most. More would gain little: what is left of the
  /// cost is reading each one's own audio.
  public static final int ROWS = 8;

  private WhisperGraphBuilder() {}

  /// Writes the graphs and their weights into an empty folder.
  public static void write(WhisperCheckpoint checkpoint, Precision precision, Path folder)
      throws IOException {
    try (WeightFile weights = new WeightFile(folder.resolve("encoder.weights"))) {
      EncoderGraph.build(checkpoint, precision).write(folder.resolve(ENCODER), weights);
    }
    // They share what weights they store alike; ONNX Runtime maps the file into memory once.
    try (WeightFile weights = new WeightFile(folder.resolve("decoder.weights"))) {
      new TokensGraph(checkpoint, precision).build().write(folder.resolve(TOKENS), weights);
      new StepGraph(checkpoint, precision, ROWS).build().write(folder.resolve(STEPS), weights);
    }
  }
}
