package dev.parley.asr.graph;

import dev.parley.asr.checkpoint.WhisperCheckpoint;
import dev.parley.asr.graph.DynamicInt8Linear.Rows;
import dev.parley.inference.graph.WeightFile;
import java.io.IOException;
import java.nio.file.Path;

/// Writes the graphs of a checkpoint.
public final class WhisperGraphBuilder {
  /// Changes with every change of the graphs, so that cached ones of another version are not used.
  public static final int VERSION = 4;

  static final String ENCODER = "encoder.onnx";
  static final String PROMPT = "prompt.onnx";
  static final String STEP = "step.onnx";
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
      Linear one = ofOne(precision);
      new PromptGraph(checkpoint, one).build().write(folder.resolve(PROMPT), weights);
      new StepGraph(checkpoint, one, 1).build().write(folder.resolve(STEP), weights);
      new StepGraph(checkpoint, ofMany(precision), ROWS)
          .build()
          .write(folder.resolve(STEPS), weights);
    }
  }

  /// What is fastest for a row or a few of one decoding.
  private static Linear ofOne(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> new FloatLinear();
      case INT8 -> new BlockwiseInt8Linear();
    };
  }

  /// What is fastest for a row of each of several decodings.
  private static Linear ofMany(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> new FloatLinear();
      case INT8 -> new DynamicInt8Linear(Rows.APART);
    };
  }
}
