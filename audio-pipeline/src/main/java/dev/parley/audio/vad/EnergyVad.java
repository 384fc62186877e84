package dev.parley.audio.vad;

import dev.parley.audio.PcmFrame;

/// Takes loudness for voice. For tests, and where no model can be had; a slammed door counts as
/// speech. Deterministic and without state.
///
/// The probability is the level of the frame on a scale from 20 dB below the threshold (0) over
/// the threshold (0.5) to 20 dB above it (1).
public final class EnergyVad implements VoiceActivityModel {
  private static final double RANGE_DECIBELS = 40;

  private final double thresholdDecibels;

  /// A threshold of -40 dB below full scale: speech near a microphone is some 20 dB louder.
  public EnergyVad() {
    this(-40);
  }

  /// @param thresholdDecibels the root mean square level that means 0.5, relative to full scale
  public EnergyVad(double thresholdDecibels) {
    this.thresholdDecibels = thresholdDecibels;
  }

  @Override
  public VoiceActivityDetector open() {
    return new Stream(thresholdDecibels);
  }

  @Override
  public void close() {}

  private record Stream(double thresholdDecibels) implements VoiceActivityDetector {
    @Override
    public float speechProbability(PcmFrame frame) {
      VoiceActivityDetector.requireFrame(frame);
      double energy = 0;
      for (int i = 0; i < frame.length(); i++) {
        energy += frame.sample(i) * frame.sample(i);
      }
      double decibels = 10 * Math.log10(energy / frame.length() + 1e-12);
      return (float) Math.clamp(0.5 + (decibels - thresholdDecibels) / RANGE_DECIBELS, 0, 1);
    }

    @Override
    public void reset() {}

    @Override
    public void close() {}
  }
}
