package dev.parley.asr.stream;

import dev.parley.asr.decoding.WindowDecoder;
import dev.parley.asr.model.WhisperDimensions;
import dev.parley.asr.token.Tokenizer;

/// What the streams of a recogniser share. Thread-safe.
record Engine(WindowDecoder decoder, Tokenizer tokenizer, WhisperDimensions dimensions) {
  /// Silence behind the audio of a window that is not full. Without it, the network seldom sees
  /// that the text is over.
  private static final int MARGIN_FRAMES = 128;

  /// The frames of a window for audio of that many frames: the audio and a margin, even, at most a
  /// full window.
  int windowFrames(long contentFrames) {
    long frames = contentFrames + MARGIN_FRAMES;
    return (int) Math.min(frames + frames % 2, dimensions.frames());
  }
}
