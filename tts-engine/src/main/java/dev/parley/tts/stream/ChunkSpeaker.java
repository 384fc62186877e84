package dev.parley.tts.stream;

import dev.parley.tts.pronunciation.PhonemeInventory;
import java.util.concurrent.CompletableFuture;

/// A voice that speaks passages.
public interface ChunkSpeaker {
  /// What it can say.
  PhonemeInventory phonemes();

  /// Whether nothing should be made ahead until the first passage, or the first part of it, is
  /// there, because that would delay it audibly.
  boolean speaksFirstAlone();

  /// Starts to speak and returns at once. Called in the order of the text, by one thread at a time;
  /// the audio of a passage may be ready before that of an earlier one. The stream cancels futures
  /// that it has lost interest in.
  ///
  /// @param first whether somebody waits in silence for this passage; its audio may then come in
  ///     parts
  CompletableFuture<SpokenChunk> speak(Passage passage, boolean first);
}
