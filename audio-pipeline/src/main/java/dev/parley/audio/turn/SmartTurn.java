package dev.parley.audio.turn;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.feature.NormalizedLogMel;
import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.InferenceExecutor.Urgency;
import dev.parley.inference.onnx.InferenceException;
import dev.parley.inference.onnx.ModelOptions;
import dev.parley.inference.onnx.ModelOptions.Placement;
import dev.parley.inference.onnx.ModelOptions.Threading;
import dev.parley.inference.onnx.ModelOptions.Weights;
import dev.parley.inference.onnx.OnnxModel;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.onnx.Tensor;
import dev.parley.inference.quantization.ActivationRounding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/// Smart Turn v3, which hears in intonation, pace and hesitation whether a speaker goes on.
///
/// The network sees the last 8 s as normalised log-mel features (`input_features`, float32
/// [1,80,800]), with silence before a shorter turn; `logits` [1,1] is a probability in spite of its
/// name. Features are computed while audio comes; a prediction is one run on the inference threads,
/// as urgent as a final transcript because the speaker waits for both.
///
/// The file rounds what flows between layers to 8 bits, which makes its answers a lottery: a hiss
/// at -90 dB moves them by 0.05 on average. Parley computes with its weights and without that
/// rounding (ADR 14).
public final class SmartTurn implements EndOfTurnModel {
  private static final String FILE = "smart-turn-v3.2-cpu.onnx";

  /// Two threads take little more than half the time of one.
  private static final ModelOptions OPTIONS =
      new ModelOptions(Threading.SHARED_POOL, Placement.CPU, Weights.FLOAT32);

  private static final int MEL_BINS = 80;
  private static final int FRAMES = 800;

  private final OnnxModel model;
  private final InferenceExecutor executor;
  private final LongSupplier nanoTime;

  private SmartTurn(OnnxModel model, InferenceExecutor executor, LongSupplier nanoTime) {
    this.model = model;
    this.executor = executor;
    this.nanoTime = nanoTime;
  }

  /// Loads and warms up.
  ///
  /// @param executor computes the predictions; closed before the model is
  /// @param folder the model `smart-turn` of the model store
  /// @throws InferenceException if the file is no such model
  public static SmartTurn load(OnnxRuntime runtime, InferenceExecutor executor, Path folder) {
    return load(runtime, executor, folder, System::nanoTime);
  }

  static SmartTurn load(
      OnnxRuntime runtime, InferenceExecutor executor, Path folder, LongSupplier nanoTime) {
    SmartTurn smartTurn =
        new SmartTurn(
            runtime.load(FILE, ActivationRounding.remove(folder.resolve(FILE)), OPTIONS),
            executor,
            nanoTime);
    try {
      EndOfTurnPrediction _ =
          InferenceExecutor.await(smartTurn.predict(new float[MEL_BINS * FRAMES]));
      return smartTurn;
    } catch (RuntimeException e) {
      smartTurn.close();
      throw e;
    }
  }

  @Override
  public EndOfTurnPredictor open() {
    return new Stream();
  }

  @Override
  public void close() {
    model.close();
  }

  private CompletableFuture<EndOfTurnPrediction> predict(float[] features) {
    return executor.submit(Urgency.FINAL, () -> run(features));
  }

  private EndOfTurnPrediction run(float[] features) {
    long start = nanoTime.getAsLong();
    try (Tensor input = Tensor.ofFloats(features, 1, MEL_BINS, FRAMES);
        Tensor output = Tensor.floats(1, 1)) {
      model.run(Map.of("input_features", input), Map.of("logits", output));
      return new EndOfTurnPrediction(
          output.floats().get(0), Duration.ofNanos(nanoTime.getAsLong() - start));
    }
  }

  private final class Stream implements EndOfTurnPredictor {
    private final NormalizedLogMel features = new NormalizedLogMel(MEL_BINS, FRAMES);

    @Override
    public PcmFormat format() {
      return PcmFormat.SPEECH;
    }

    @Override
    public void write(PcmFrame frame) {
      features.append(frame);
    }

    @Override
    public CompletableFuture<EndOfTurnPrediction> predict() {
      return SmartTurn.this.predict(features.window());
    }

    @Override
    public void reset() {
      features.reset();
    }

    @Override
    public void flush() {}

    @Override
    public String describe() {
      return "smart turn";
    }

    @Override
    public void close() {}
  }
}
