package dev.parley.tts.stream;

import dev.parley.tts.SpokenWord;
import java.util.List;

/// A chunk of text as audio.
public final class SpokenChunk {
  private final float[] samples;
  private final List<SpokenWord> words;

  /// @param samples in the voice's format, with the pause behind them; none if nothing in the chunk
  ///     has a sound; not copied, so nobody may write to it any more
  /// @param words when its words are heard, in characters and samples of the chunk; empty if the
  ///     engine does not know
  public SpokenChunk(float[] samples, List<SpokenWord> words) {
    this.samples = samples;
    this.words = List.copyOf(words);
  }

  float[] samples() {
    return samples;
  }

  List<SpokenWord> words() {
    return words;
  }
}
