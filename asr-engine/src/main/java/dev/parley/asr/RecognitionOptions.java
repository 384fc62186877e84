package dev.parley.asr;

import java.util.List;
import java.util.Objects;

/// How one stream is recognised.
///
/// @param mode live utterances, or a whole file
/// @param languages candidates, ISO 639-1; empty: all that the model knows; one: no identification
/// @param task transcribe, or translate into English
/// @param partials whether [Transcript.Partial]s are wanted; only in live mode
/// @param words whether finals carry word times
/// @param prompt text that precedes the audio for the model, such as names; may be empty
public record RecognitionOptions(
    Mode mode, List<String> languages, Task task, boolean partials, boolean words, String prompt) {

  /// Live captions in any language.
  public static final RecognitionOptions LIVE =
      new RecognitionOptions(Mode.LIVE, List.of(), Task.TRANSCRIBE, true, true, "");

  /// A file in any language.
  public static final RecognitionOptions FILE =
      new RecognitionOptions(Mode.FILE, List.of(), Task.TRANSCRIBE, false, false, "");

  public RecognitionOptions {
    Objects.requireNonNull(mode);
    Objects.requireNonNull(task);
    Objects.requireNonNull(prompt);
    languages = List.copyOf(languages);
  }

  /// What the audio is.
  public enum Mode {
    /// Utterances that the caller separates with [RecognitionStream#flush]; speed counts.
    LIVE,
    /// One long recording, which the stream cuts by itself, a final per segment.
    FILE
  }

  /// What the text is.
  public enum Task {
    TRANSCRIBE,
    TRANSLATE
  }

  public RecognitionOptions withLanguages(List<String> candidates) {
    return new RecognitionOptions(mode, candidates, task, partials, words, prompt);
  }

  public RecognitionOptions withTask(Task newTask) {
    return new RecognitionOptions(mode, languages, newTask, partials, words, prompt);
  }

  public RecognitionOptions withPartials(boolean wanted) {
    return new RecognitionOptions(mode, languages, task, wanted, words, prompt);
  }

  public RecognitionOptions withWords(boolean wanted) {
    return new RecognitionOptions(mode, languages, task, partials, wanted, prompt);
  }

  public RecognitionOptions withPrompt(String text) {
    return new RecognitionOptions(mode, languages, task, partials, words, text);
  }
}
