package dev.parley.client.cli.transcribe;

import java.util.List;
import java.util.OptionalDouble;

/// What was said in one file. Times are seconds since its start.
///
/// @param file as the user named it
/// @param task `transcribe` or `translate`
/// @param language ISO 639-1; empty if nothing was said
/// @param duration of the audio
/// @param seconds spent on recognition, without loading the model
/// @param words empty unless asked for
record FileTranscript(
    String file,
    String task,
    String language,
    double duration,
    double seconds,
    String text,
    List<Segment> segments,
    List<TimedWord> words) {
  FileTranscript {
    segments = List.copyOf(segments);
    words = List.copyOf(words);
  }

  /// A stretch of speech, about a sentence.
  ///
  /// @param averageLogProbability of its tokens, if the engine tells
  /// @param noSpeechProbability that nobody spoke, if the engine tells
  record Segment(
      double start,
      double end,
      String text,
      OptionalDouble averageLogProbability,
      OptionalDouble noSpeechProbability) {}

  /// @param confidence 0 to 1, if the engine tells
  record TimedWord(String text, double start, double end, OptionalDouble confidence) {}
}
