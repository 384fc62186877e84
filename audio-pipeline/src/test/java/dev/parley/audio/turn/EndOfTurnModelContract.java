package dev.parley.audio.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.AudioSink;
import dev.parley.audio.AudioSinkContract;
import dev.parley.audio.CollectingSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.Signals;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What [EndOfTurnModel] and [EndOfTurnPredictor] promise; the test of each model extends it.
public abstract class EndOfTurnModelContract extends AudioSinkContract {
  private static final float[] VOICE = Signals.vowels(24_000);

  /// The model under test, which the contract leaves open.
  protected abstract EndOfTurnModel model();

  @Override
  protected AudioSink stage(CollectingSink next) {
    return model().open();
  }

  @Override
  protected boolean passesOn() {
    return false;
  }

  @Test
  void givesAProbabilityAndATime() {
    try (EndOfTurnPredictor predictor = heard(VOICE)) {
      EndOfTurnPrediction prediction = predictor.predict().join();
      assertThat(prediction.probability()).isBetween(0f, 1f);
      assertThat(prediction.inference().isNegative()).isFalse();
    }
  }

  @Test
  void judgesAStreamWithoutAudio() {
    try (EndOfTurnPredictor predictor = model().open()) {
      assertThat(probability(predictor)).isBetween(0f, 1f);
    }
  }

  @Test
  void doesNotDependOnThePiecesInWhichAudioArrives() {
    try (EndOfTurnPredictor whole = heard(VOICE);
        EndOfTurnPredictor pieces = model().open()) {
      Signals.cut(new Random(1), PcmFormat.SPEECH, VOICE, 700).forEach(pieces::write);
      assertThat(probability(pieces)).isEqualTo(probability(whole));
    }
  }

  @Test
  void keepsStreamsApart() {
    try (EndOfTurnPredictor voice = heard(VOICE);
        EndOfTurnPredictor alone = heard(VOICE);
        EndOfTurnPredictor noise = heard(Signals.noise(new Random(1), 24_000))) {
      float _ = probability(noise);
      assertThat(probability(voice)).isEqualTo(probability(alone));
    }
  }

  @Test
  void isAsNewAfterAReset() {
    try (EndOfTurnPredictor fresh = heard(VOICE);
        EndOfTurnPredictor used = heard(Signals.noise(new Random(1), 200_000))) {
      float _ = probability(used);
      used.reset();
      used.write(PcmFrame.of(PcmFormat.SPEECH, 200_000, VOICE));
      assertThat(probability(used)).isEqualTo(probability(fresh));
    }
  }

  private EndOfTurnPredictor heard(float[] samples) {
    EndOfTurnPredictor predictor = model().open();
    predictor.write(PcmFrame.of(PcmFormat.SPEECH, 0, samples));
    return predictor;
  }

  private static float probability(EndOfTurnPredictor predictor) {
    return predictor.predict().join().probability();
  }
}
