package dev.parley.asr.model;

import dev.parley.asr.checkpoint.CheckpointException;
import dev.parley.asr.checkpoint.WhisperCheckpoint;
import dev.parley.asr.graph.Precision;
import dev.parley.asr.graph.WhisperGraphs;
import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.onnx.OnnxRuntime;
import java.nio.file.Path;
import java.util.List;

/// Makes a model that is ready to run from a folder with a checkpoint.
public final class WhisperModelLoader {
  /// One second, which every window is a multiple of in practice.
  private static final int WARM_UP_FRAMES = 100;

  private final OnnxRuntime runtime;
  private final InferenceExecutor executor;
  private final Precision precision;

  /// Loads with the default precision.
  public WhisperModelLoader(OnnxRuntime runtime, InferenceExecutor executor) {
    this(runtime, executor, Precision.INT8);
  }

  /// @param executor where the model computes; stays the caller's, and outlives the model
  public WhisperModelLoader(OnnxRuntime runtime, InferenceExecutor executor, Precision precision) {
    this.runtime = runtime;
    this.executor = executor;
    this.precision = precision;
  }

  /// Loads and warms up; on first use of the checkpoint also builds its graphs, which takes
  /// seconds.
  ///
  /// @param folder holds the checkpoint, such as `ModelStore.obtain("whisper-base")`
  /// @throws CheckpointException if the checkpoint is missing or damaged
  public OnnxWhisperModel load(Path folder) {
    try (WhisperCheckpoint checkpoint = WhisperCheckpoint.open(folder)) {
      WhisperGraphs graphs = WhisperGraphs.obtain(checkpoint, precision);
      OnnxWhisperModel model =
          new OnnxWhisperModel(
              WhisperNetworks.load(
                  runtime,
                  graphs,
                  precision,
                  checkpoint.dimensions(),
                  checkpoint.alignmentHeads().size()),
              executor);
      try {
        warmUp(model);
      } catch (RuntimeException e) {
        model.close();
        throw e;
      }
      return model;
    }
  }

  /// The first run of a graph allocates; nobody should wait for that in a conversation.
  private static void warmUp(WhisperModel model) {
    int frames = Math.min(WARM_UP_FRAMES, model.dimensions().frames());
    float[] silence = new float[model.dimensions().melBins() * frames];
    try (EncodedAudio audio = model.encode(silence, frames, ModelUse.UNCANCELLED);
        TextDecoder one = model.decoder(audio, ModelUse.UNCANCELLED);
        TextDecoder other = model.decoder(audio, ModelUse.UNCANCELLED)) {
      one.feed(0, 0);
      other.feed(0, 0);
      one.feed(0);
      model.step(List.of(one, other), new int[] {0, 0});
    }
  }
}
