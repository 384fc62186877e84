package dev.parley.load.voice;

import dev.parley.load.words.Utterance;
import java.nio.file.Path;
import java.util.List;

/// A sentence as an engine spoke it.
///
/// @param first seconds from the sentence to the first audio
/// @param seconds from the sentence to the last audio
/// @param duration of the audio, in seconds
/// @param audio a file of its samples at 16 kHz, as bare float32
/// @param words when the engine says that each word sounds, in samples of 16 kHz; empty if it
///     does not say
record Spoken(
    String text, double first, double seconds, double duration, Path audio, List<Utterance> words) {
  Spoken {
    words = List.copyOf(words);
  }
}
