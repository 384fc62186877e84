package dev.parley.server.session;

import dev.parley.audio.PcmFrame;
import dev.parley.audio.turn.SilenceTurnDetector;
import dev.parley.audio.turn.TurnDecision;
import dev.parley.server.conversation.Utterance;
import java.time.Duration;

/// Takes a silence of a fixed length for the end of a turn.
final class SilenceDetection implements EndOfTurnDetection {
  private final SilenceTurnDetector detector;

  SilenceDetection(Duration limit) {
    this.detector = new SilenceTurnDetector(limit);
  }

  @Override
  public void turnBegan() {}

  @Override
  public void write(PcmFrame frame) {}

  @Override
  public void pauseBegan(long position) {}

  @Override
  public void wentOn(long position) {}

  @Override
  public void heard(Utterance utterance, long listenedTo) {}

  @Override
  public void judged(SessionInput.PauseJudged judgement) {}

  @Override
  public TurnDecision decide(Duration silence) {
    return detector.decide(silence);
  }

  @Override
  public void close() {}
}
