package dev.parley.audio.turn;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// A model that reads its answers from a script, turn by turn anew, and then repeats the last one.
/// They are there at once.
public final class ScriptedEndOfTurnModel implements EndOfTurnModel {
  private final float[] script;

  /// @param first what the first pause of each turn is answered with
  /// @param others the answers to the next pauses of the turn
  public ScriptedEndOfTurnModel(float first, float... others) {
    script = new float[1 + others.length];
    script[0] = first;
    System.arraycopy(others, 0, script, 1, others.length);
  }

  @Override
  public EndOfTurnPredictor open() {
    return new EndOfTurnPredictor() {
      private int next;

      @Override
      public PcmFormat format() {
        return PcmFormat.SPEECH;
      }

      @Override
      public void write(PcmFrame frame) {
        format().requireSame(frame);
      }

      @Override
      public CompletableFuture<EndOfTurnPrediction> predict() {
        float probability = script[Math.min(next, script.length - 1)];
        next++;
        return CompletableFuture.completedFuture(
            new EndOfTurnPrediction(probability, Duration.ZERO));
      }

      @Override
      public void reset() {
        next = 0;
      }

      @Override
      public void flush() {}

      @Override
      public String describe() {
        return "scripted end of turn";
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}
}
