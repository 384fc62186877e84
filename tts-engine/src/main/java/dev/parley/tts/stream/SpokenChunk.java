package dev.parley.tts.stream;

import dev.parley.tts.SpokenWord;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A passage as audio, or the beginning of it while the rest is still being made.
public final class SpokenChunk {
  /// Nothing has a sound.
  public static final SpokenChunk SILENT = new SpokenChunk(new float[0], List.of());

  private final float[] samples;
  private final List<SpokenWord> words;
  private final @Nullable CompletableFuture<SpokenChunk> rest;

  /// @param samples in the voice's format, with the pause behind them; none if nothing in the
  ///     passage has a sound; not copied, so nobody may write to it any more
  /// @param words when its words are heard, in characters and samples of the passage; empty if the
  ///     engine does not know
  public SpokenChunk(float[] samples, List<SpokenWord> words) {
    this(samples, words, null);
  }

  /// The beginning of a passage.
  ///
  /// @param words of the whole passage, as above; later parts have none
  /// @param rest what follows, again with a rest behind it if that is not all; cancelled if nobody
  ///     wants it any more
  public SpokenChunk(
      float[] samples, List<SpokenWord> words, @Nullable CompletableFuture<SpokenChunk> rest) {
    this.samples = samples;
    this.words = List.copyOf(words);
    this.rest = rest;
  }

  /// The passage in one chunk, as soon as it has been made.
  CompletableFuture<SpokenChunk> whole() {
    return rest == null
        ? CompletableFuture.completedFuture(this)
        : rest.thenCompose(SpokenChunk::whole).thenApply(this::joined);
  }

  private SpokenChunk joined(SpokenChunk behind) {
    float[] all = Arrays.copyOf(samples, samples.length + behind.samples.length);
    System.arraycopy(behind.samples, 0, all, samples.length, behind.samples.length);
    return new SpokenChunk(all, words);
  }

  /// What follows; null if this is all.
  @Nullable CompletableFuture<SpokenChunk> rest() {
    return rest;
  }

  float[] samples() {
    return samples;
  }

  List<SpokenWord> words() {
    return words;
  }
}
