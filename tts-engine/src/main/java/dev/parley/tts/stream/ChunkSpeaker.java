package dev.parley.tts.stream;

import dev.parley.tts.text.TextChunk;
import java.util.concurrent.CompletableFuture;

/// Speaks one chunk of text.
@FunctionalInterface
public interface ChunkSpeaker {
  /// Starts to speak and returns at once. Called in the order of the text, by one thread at a time;
  /// the audio of a chunk may be ready before that of an earlier one. The stream cancels futures
  /// that it has lost interest in.
  ///
  /// @param first whether somebody waits in silence for this chunk
  CompletableFuture<SpokenChunk> speak(TextChunk chunk, boolean first);
}
