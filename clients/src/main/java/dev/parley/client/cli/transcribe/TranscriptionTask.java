package dev.parley.client.cli.transcribe;

import java.util.List;

/// What is wanted of every file.
///
/// @param languages candidates, ISO 639-1; empty: any
/// @param translate into English
/// @param words whether times of words are wanted
record TranscriptionTask(List<String> languages, boolean translate, boolean words) {
  TranscriptionTask {
    languages = List.copyOf(languages);
  }

  /// As OpenAI names it.
  String name() {
    return translate ? "translate" : "transcribe";
  }
}
