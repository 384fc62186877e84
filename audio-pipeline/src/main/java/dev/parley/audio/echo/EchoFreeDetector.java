package dev.parley.audio.echo;

import dev.parley.audio.PcmFrame;
import dev.parley.audio.vad.VoiceActivityDetector;

/// A detector for which an echo is no voice.
public final class EchoFreeDetector implements VoiceActivityDetector {
  /// What the other detector takes for less is silence anyway, so it need not be looked at.
  private static final float POSSIBLE = 0.2f;

  private final VoiceActivityDetector detector;
  private final EchoGuard guard;

  /// @param detector belongs to this one from now on
  /// @param guard is told by others what is played
  public EchoFreeDetector(VoiceActivityDetector detector, EchoGuard guard) {
    this.detector = detector;
    this.guard = guard;
  }

  @Override
  public float speechProbability(PcmFrame frame) {
    float probability = detector.speechProbability(frame);
    guard.heard(frame);
    return probability >= POSSIBLE && guard.isEcho() ? 0 : probability;
  }

  @Override
  public void reset() {
    detector.reset();
  }

  @Override
  public void close() {
    detector.close();
  }
}
