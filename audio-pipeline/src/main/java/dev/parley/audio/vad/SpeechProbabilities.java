package dev.parley.audio.vad;

import java.util.Objects;

/// The voice activity of a recording: one probability for each 32 ms. Immutable.
public final class SpeechProbabilities {
  private final float[] values;
  private final long samples;

  private SpeechProbabilities(float[] values, long samples) {
    this.values = values;
    this.samples = samples;
  }

  /// @param values one probability for each [VoiceActivityDetector#FRAME_LENGTH] samples; copied
  /// @param samples the length of the recording at 16 kHz; the last frame may exceed it
  public static SpeechProbabilities of(float[] values, long samples) {
    if (Math.ceilDiv(samples, VoiceActivityDetector.FRAME_LENGTH) != values.length) {
      throw new IllegalArgumentException(
          "%d samples do not have %d frames.".formatted(samples, values.length));
    }
    return new SpeechProbabilities(values.clone(), samples);
  }

  /// The number of frames.
  public int frames() {
    return values.length;
  }

  /// The probability of speech in frame number `frame`, which starts at sample 512 · `frame`.
  public float at(int frame) {
    return values[Objects.checkIndex(frame, values.length)];
  }

  /// The length of the recording at 16 kHz.
  public long samples() {
    return samples;
  }
}
