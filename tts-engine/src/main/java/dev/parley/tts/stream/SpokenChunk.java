package dev.parley.tts.stream;

import dev.parley.tts.SpokenWord;
import java.util.List;

/// A passage as audio.
public final class SpokenChunk {
  /// Nothing has a sound.
  public static final SpokenChunk SILENT = new SpokenChunk(new float[0], List.of());

  private final float[] samples;
  private final List<SpokenWord> words;

  /// @param samples in the voice's format, with the pause behind them; none if nothing in the
  ///     passage has a sound; not copied, so nobody may write to it any more
  /// @param words when its words are heard, in characters and samples of the passage; empty if the
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
