package dev.parley.asr.graph;

import dev.parley.asr.checkpoint.WhisperCheckpoint;
import dev.parley.inference.graph.WeightFile;
import java.io.IOException;
import java.nio.file.Path;

/// Writes the graphs of a checkpoint.
public final class WhisperGraphBuilder {
  /// Changes with every change of the graphs, so that cached ones of another version are not used.
  public static final int VERSION = 3;

  static final String ENCODER = "encoder.onnx";
  static final String PROMPT = "prompt.onnx";
  static final String STEP = "step.onnx";
  static final String STEPS = "steps.onnx";

  /// How many decodings take a step together at most. More would gain little: reading the weights
  /// once for four leaves them a quarter of the cost already.
  public static final int ROWS = 4;

  private WhisperGraphBuilder() {}

  /// Writes the graphs and their weights into an empty folder.
  public static void write(WhisperCheckpoint checkpoint, Precision precision, Path folder)
      throws IOException {
    try (WeightFile weights = new WeightFile(folder.resolve("encoder.weights"))) {
      EncoderGraph.build(checkpoint, precision).write(folder.resolve(ENCODER), weights);
    }
    // These have the same weights; ONNX Runtime maps the file into memory once.
    try (WeightFile weights = new WeightFile(folder.resolve("decoder.weights"))) {
      new PromptGraph(checkpoint, precision).build().write(folder.resolve(PROMPT), weights);
      new StepGraph(checkpoint, precision, 1).build().write(folder.resolve(STEP), weights);
      new StepGraph(checkpoint, precision, ROWS).build().write(folder.resolve(STEPS), weights);
    }
  }
}
