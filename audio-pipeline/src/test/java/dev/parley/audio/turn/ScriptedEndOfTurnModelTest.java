package dev.parley.audio.turn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ScriptedEndOfTurnModelTest extends EndOfTurnModelContract {
  private final EndOfTurnModel model = new ScriptedEndOfTurnModel(0.2f, 0.9f);

  @Override
  protected EndOfTurnModel model() {
    return model;
  }

  @Test
  void repeatsItsLastAnswer() {
    try (EndOfTurnPredictor predictor = model.open()) {
      assertThat(predictor.predict().join().probability()).isEqualTo(0.2f);
      assertThat(predictor.predict().join().probability()).isEqualTo(0.9f);
      assertThat(predictor.predict().join().probability()).isEqualTo(0.9f);
    }
  }
}
