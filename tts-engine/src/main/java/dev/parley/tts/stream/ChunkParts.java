package dev.parley.tts.stream;

import dev.parley.tts.SpokenWord;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A passage that is spoken part by part: one thread adds the parts, a stream takes them. The first
/// or only part comes by [#first], each further one by [SpokenChunk#rest].
public final class ChunkParts {
  private final CompletableFuture<SpokenChunk> first = new CompletableFuture<>();
  private volatile CompletableFuture<SpokenChunk> next = first;
  private volatile boolean wanted = true;

  /// The first part.
  public CompletableFuture<SpokenChunk> first() {
    return first;
  }

  /// Whether the next part is still wanted.
  public boolean isWanted() {
    return wanted && !next.isCancelled();
  }

  /// Adds a part.
  ///
  /// @param words of the whole passage, with the first part; see [SpokenChunk]
  /// @param last whether that is all
  public void add(float[] samples, List<SpokenWord> words, boolean last) {
    CompletableFuture<SpokenChunk> part = next;
    CompletableFuture<SpokenChunk> rest = last ? null : new CompletableFuture<>();
    if (rest != null) {
      next = rest;
    }
    wanted = part.complete(new SpokenChunk(samples, words, rest));
  }

  /// Connects the parts with the work that adds them: its failure is that of the next part, and it
  /// is dropped if nobody wants the first part any more.
  public void comeFrom(CompletableFuture<?> work) {
    var _ =
        work.whenComplete(
            (_, failure) -> {
              if (failure != null) {
                next.completeExceptionally(failure);
              }
            });
    var _ =
        first.whenComplete(
            (_, _) -> {
              if (first.isCancelled()) {
                work.cancel(false);
              }
            });
  }
}
