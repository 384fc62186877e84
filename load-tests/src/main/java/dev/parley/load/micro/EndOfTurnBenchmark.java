package dev.parley.load.micro;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.feature.NormalizedLogMel;
import dev.parley.audio.turn.EndOfTurnModel;
import dev.parley.audio.turn.EndOfTurnPrediction;
import dev.parley.audio.turn.EndOfTurnPredictor;
import dev.parley.audio.turn.SmartTurn;
import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What it costs to ask Smart Turn whether a speaker has finished: features while audio comes, and
/// the rest at the pause. One compute thread for each processor.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EndOfTurnBenchmark {
  static final String NAME = "smart-turn";

  private static final int MEL_BINS = 80;
  private static final int WINDOW_SECONDS = 8;

  private final PcmFrame second = PcmFrame.of(PcmFormat.SPEECH, 0, MadeUpAudio.seconds(1));
  private final NormalizedLogMel features =
      new NormalizedLogMel(MEL_BINS, WINDOW_SECONDS * MadeUpAudio.FRAMES_A_SECOND);
  private final InferenceExecutor executor = new InferenceExecutor(2, 2);
  private final EndOfTurnModel model =
      SmartTurn.load(
          OnnxRuntime.start(Accelerator.CPU), executor, ModelStore.standard().obtain(NAME));
  private final EndOfTurnPredictor predictor = model.open();

  /// Both streams have heard a full window.
  public EndOfTurnBenchmark() {
    PcmFrame audio = PcmFrame.of(PcmFormat.SPEECH, 0, MadeUpAudio.seconds(WINDOW_SECONDS));
    features.append(audio);
    predictor.write(audio);
  }

  /// Frees what is native.
  @TearDown
  public void close() {
    executor.close();
    model.close();
  }

  /// Computes the features of a second.
  @Benchmark
  public void append1s() {
    features.append(second);
  }

  /// Takes and normalises the window of 8 s.
  @Benchmark
  public float[] window8s() {
    return features.window();
  }

  /// Predicts from a window of 8 s, which is taken too.
  @Benchmark
  public float predict() {
    return predictor.predict().join().probability();
  }

  /// The same for two streams at once; the time is that of both.
  @Benchmark
  public float predict2Together() {
    CompletableFuture<EndOfTurnPrediction> other = predictor.predict();
    return predictor.predict().join().probability() + other.join().probability();
  }
}
