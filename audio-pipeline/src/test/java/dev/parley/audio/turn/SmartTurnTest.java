package dev.parley.audio.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.audio.CollectingSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.Signals;
import dev.parley.audio.file.AudioFileReader;
import dev.parley.audio.file.UnreadableAudioException;
import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("model")
class SmartTurnTest extends EndOfTurnModelContract {
  private static final AtomicLong CLOCK = new AtomicLong();
  private static InferenceExecutor executor = new InferenceExecutor(1, 8);
  private static EndOfTurnModel model = new ScriptedEndOfTurnModel(0);

  @BeforeAll
  static void load() {
    model = load(executor);
  }

  @AfterAll
  static void close() {
    executor.close();
    model.close();
  }

  @Override
  protected EndOfTurnModel model() {
    return model;
  }

  /// What pipecat-ai 1.14.0 computes agrees, because the network is sure of both.
  @Test
  void tellsTheEndOfASentenceFromAPauseInIt() throws UnreadableAudioException {
    float[] sentence = sentence();

    assertThat(probability(sentence, sentence.length)).isCloseTo(0.988f, within(0.02f));
    // Inside the sentence.
    assertThat(probability(sentence, 40_000)).isCloseTo(0.012f, within(0.02f));
  }

  @Test
  void isNotMovedByAHiss() throws UnreadableAudioException {
    float[] sentence = sentence();
    float[] hissing = sentence.clone();
    float[] noise = Signals.noise(new Random(1), sentence.length);
    for (int i = 0; i < hissing.length; i++) {
      hissing[i] += 1e-4f * noise[i];
    }

    // Inside the sentence, where the network is not sure.
    float quiet = probability(sentence, 24_000);

    assertThat(probability(hissing, 24_000)).isCloseTo(quiet, within(0.1f));
  }

  @Test
  void measuresTheRunOnItsClock() {
    try (EndOfTurnPredictor predictor = model.open()) {
      assertThat(predictor.predict().join().inference()).isEqualTo(Duration.ofNanos(1));
    }
  }

  @Test
  void failsTheFutureWhenNothingRunsAnyMore() {
    InferenceExecutor ended = new InferenceExecutor(1, 1);
    try (EndOfTurnModel other = load(ended);
        EndOfTurnPredictor predictor = other.open()) {
      ended.close();
      assertThat(predictor.predict())
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .withCauseInstanceOf(RejectedExecutionException.class);
    }
  }

  /// After 200 ms of silence behind the first samples.
  private static float probability(float[] samples, int length) {
    try (EndOfTurnPredictor predictor = model.open()) {
      predictor.write(PcmFrame.of(PcmFormat.SPEECH, 0, samples, 0, length));
      predictor.write(PcmFrame.of(PcmFormat.SPEECH, length, new float[3_200]));
      return predictor.predict().join().probability();
    }
  }

  private static float[] sentence() throws UnreadableAudioException {
    CollectingSink sink = new CollectingSink(PcmFormat.SPEECH);
    InputStream stream =
        Objects.requireNonNull(SmartTurnTest.class.getResourceAsStream("table.flac"));
    try (AudioFileReader reader = AudioFileReader.open(stream, "table.flac")) {
      reader.readInto(sink);
    }
    return sink.samples();
  }

  private static EndOfTurnModel load(InferenceExecutor executor) {
    return SmartTurn.load(
        OnnxRuntime.start(Accelerator.CPU),
        executor,
        ModelStore.standard().obtain("smart-turn"),
        CLOCK::incrementAndGet);
  }
}
