package dev.parley.audio.vad;

import dev.parley.audio.PcmFrame;

/// A model that reads its answers from a script, frame by frame, then hears nothing.
public final class ScriptedVad implements VoiceActivityModel {
  private final float[] script;

  public ScriptedVad(float... script) {
    this.script = script.clone();
  }

  @Override
  public VoiceActivityDetector open() {
    return new VoiceActivityDetector() {
      private int next;

      @Override
      public float speechProbability(PcmFrame frame) {
        VoiceActivityDetector.requireFrame(frame);
        return next < script.length ? script[next++] : 0;
      }

      @Override
      public void reset() {
        next = 0;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}
}
