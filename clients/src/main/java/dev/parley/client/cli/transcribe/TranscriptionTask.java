package dev.parley.client.cli.transcribe;

import dev.parley.asr.HotWord;
import java.util.List;

/// What is wanted of every file.
///
/// @param languages candidates, ISO 639-1; empty: any
/// @param translate into English
/// @param words whether times of words are wanted
/// @param hotWords phrases that are to be expected
/// @param beam hypotheses that are followed at once; only on this machine
record TranscriptionTask(
    List<String> languages, boolean translate, boolean words, List<HotWord> hotWords, int beam) {
  TranscriptionTask {
    languages = List.copyOf(languages);
    hotWords = List.copyOf(hotWords);
  }

  /// As OpenAI names it.
  String name() {
    return translate ? "translate" : "transcribe";
  }
}
