package dev.parley.audio.vad;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;

/// Judges one stream, frame by frame, in order. Not thread-safe.
public interface VoiceActivityDetector extends AutoCloseable {
  /// The samples of every frame: 32 ms of [PcmFormat#SPEECH].
  int FRAME_LENGTH = 512;

  /// The probability, 0 to 1, that somebody speaks in `frame`.
  ///
  /// @param frame [#FRAME_LENGTH] samples of [PcmFormat#SPEECH] that follow the frame before
  /// @throws IllegalArgumentException if the frame has another length or format
  float speechProbability(PcmFrame frame);

  /// Forgets everything heard, as if newly opened.
  void reset();

  /// Safe to call twice.
  @Override
  void close();

  /// @throws IllegalArgumentException with a sentence if no detector can take `frame`
  static void requireFrame(PcmFrame frame) {
    PcmFormat.SPEECH.requireSame(frame);
    if (frame.length() != FRAME_LENGTH) {
      throw new IllegalArgumentException(
          "Voice activity is judged on %d samples at a time, not on %d; put a Framer before it."
              .formatted(FRAME_LENGTH, frame.length()));
    }
  }
}
