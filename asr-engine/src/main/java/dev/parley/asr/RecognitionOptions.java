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
/// @param hotWords phrases that are to be expected
/// @param beam hypotheses that are followed at once in a final, 1 to 16; more find likelier texts,
/// at their cost
public record RecognitionOptions(
    Mode mode,
    List<String> languages,
    Task task,
    boolean partials,
    boolean words,
    String prompt,
    List<HotWord> hotWords,
    int beam) {

  /// The most hypotheses that can be followed at once.
  public static final int WIDEST_BEAM = 16;

  /// Live captions in any language.
  public static final RecognitionOptions LIVE =
      new RecognitionOptions(Mode.LIVE, List.of(), Task.TRANSCRIBE, true, true, "", List.of(), 1);

  /// A file in any language.
  public static final RecognitionOptions FILE =
      new RecognitionOptions(Mode.FILE, List.of(), Task.TRANSCRIBE, false, false, "", List.of(), 1);

  public RecognitionOptions {
    Objects.requireNonNull(mode);
    Objects.requireNonNull(task);
    Objects.requireNonNull(prompt);
    languages = List.copyOf(languages);
    hotWords = List.copyOf(hotWords);
    if (beam < 1 || beam > WIDEST_BEAM) {
      throw new IllegalArgumentException(
          "A beam of %d hypotheses is not possible; use 1 to %d.".formatted(beam, WIDEST_BEAM));
    }
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
    return new RecognitionOptions(mode, candidates, task, partials, words, prompt, hotWords, beam);
  }

  public RecognitionOptions withTask(Task newTask) {
    return new RecognitionOptions(
        mode, languages, newTask, partials, words, prompt, hotWords, beam);
  }

  public RecognitionOptions withPartials(boolean wanted) {
    return new RecognitionOptions(mode, languages, task, wanted, words, prompt, hotWords, beam);
  }

  public RecognitionOptions withWords(boolean wanted) {
    return new RecognitionOptions(mode, languages, task, partials, wanted, prompt, hotWords, beam);
  }

  public RecognitionOptions withPrompt(String text) {
    return new RecognitionOptions(mode, languages, task, partials, words, text, hotWords, beam);
  }

  public RecognitionOptions withHotWords(List<HotWord> phrases) {
    return new RecognitionOptions(mode, languages, task, partials, words, prompt, phrases, beam);
  }

  public RecognitionOptions withBeam(int hypotheses) {
    return new RecognitionOptions(
        mode, languages, task, partials, words, prompt, hotWords, hypotheses);
  }
}
