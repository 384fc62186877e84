package dev.parley.asr.decoding;

import dev.parley.asr.RecognitionOptions.Task;
import java.util.List;

/// How one window is decoded.
///
/// @param languages candidates, all known to the model; empty: all languages; one: it is taken
/// @param task transcribe or translate
/// @param timestamps whether the transcript has timestamps, which cut it into segments
/// @param words whether words are timed
/// @param previous text that precedes the window, for the network to continue in style and
///     spelling; may be empty
/// @param prefix tokens that the transcript is known to start with; without timestamps only
/// @param draft tokens that probably follow the prefix, such as those of an earlier decoding of the
///     same audio; they change nothing but the time that the decoding takes
/// @param guarded whether a transcript that begins again is cut; for windows that are not full
/// @param temperatures tried one after the other until a result is acceptable; not empty
/// @param thresholds what is acceptable
/// @param speech where words can be, if that is known
/// @param hotWords phrases that are to be expected
/// @param beam hypotheses that are followed at once at temperature 0, from 1 on
public record DecodingOptions(
    List<String> languages,
    Task task,
    boolean timestamps,
    boolean words,
    String previous,
    Hypothesis prefix,
    Hypothesis draft,
    boolean guarded,
    List<Double> temperatures,
    QualityThresholds thresholds,
    SpeechSpans speech,
    HotWords hotWords,
    int beam) {

  /// OpenAI's ladder.
  public static final List<Double> ALL_TEMPERATURES = List.of(0.0, 0.2, 0.4, 0.6, 0.8, 1.0);

  public DecodingOptions {
    languages = List.copyOf(languages);
    temperatures = List.copyOf(temperatures);
    if (temperatures.isEmpty()) {
      throw new IllegalArgumentException("A decoding needs a temperature.");
    }
    if (timestamps && prefix.length() > 0) {
      throw new IllegalArgumentException("A known prefix cannot have timestamps.");
    }
  }

  /// A full or short window of any language, with timestamps, without word times.
  public static DecodingOptions of(List<String> languages, Task task) {
    return new DecodingOptions(
        languages,
        task,
        true,
        false,
        "",
        Hypothesis.EMPTY,
        Hypothesis.EMPTY,
        false,
        ALL_TEMPERATURES,
        QualityThresholds.STANDARD,
        SpeechSpans.UNKNOWN,
        HotWords.NONE,
        1);
  }

  public DecodingOptions withLanguages(List<String> candidates) {
    return new DecodingOptions(
        candidates,
        task,
        timestamps,
        words,
        previous,
        prefix,
        draft,
        guarded,
        temperatures,
        thresholds,
        speech,
        hotWords,
        beam);
  }

  public DecodingOptions withTimestamps(boolean wanted) {
    return new DecodingOptions(
        languages,
        task,
        wanted,
        words,
        previous,
        prefix,
        draft,
        guarded,
        temperatures,
        thresholds,
        speech,
        hotWords,
        beam);
  }

  public DecodingOptions withWords(boolean wanted) {
    return new DecodingOptions(
        languages,
        task,
        timestamps,
        wanted,
        previous,
        prefix,
        draft,
        guarded,
        temperatures,
        thresholds,
        speech,
        hotWords,
        beam);
  }

  public DecodingOptions withPrevious(String text) {
    return new DecodingOptions(
        languages,
        task,
        timestamps,
        words,
        text,
        prefix,
        draft,
        guarded,
        temperatures,
        thresholds,
        speech,
        hotWords,
        beam);
  }

  public DecodingOptions withPrefix(Hypothesis known) {
    return new DecodingOptions(
        languages,
        task,
        timestamps,
        words,
        previous,
        known,
        draft,
        guarded,
        temperatures,
        thresholds,
        speech,
        hotWords,
        beam);
  }

  public DecodingOptions withDraft(Hypothesis guess) {
    return new DecodingOptions(
        languages,
        task,
        timestamps,
        words,
        previous,
        prefix,
        guess,
        guarded,
        temperatures,
        thresholds,
        speech,
        hotWords,
        beam);
  }

  public DecodingOptions withGuard(boolean wanted) {
    return new DecodingOptions(
        languages,
        task,
        timestamps,
        words,
        previous,
        prefix,
        draft,
        wanted,
        temperatures,
        thresholds,
        speech,
        hotWords,
        beam);
  }

  public DecodingOptions withTemperatures(List<Double> ladder) {
    return new DecodingOptions(
        languages,
        task,
        timestamps,
        words,
        previous,
        prefix,
        draft,
        guarded,
        ladder,
        thresholds,
        speech,
        hotWords,
        beam);
  }

  public DecodingOptions withSpeech(SpeechSpans spans) {
    return new DecodingOptions(
        languages,
        task,
        timestamps,
        words,
        previous,
        prefix,
        draft,
        guarded,
        temperatures,
        thresholds,
        spans,
        hotWords,
        beam);
  }

  public DecodingOptions withHotWords(HotWords phrases) {
    return new DecodingOptions(
        languages,
        task,
        timestamps,
        words,
        previous,
        prefix,
        draft,
        guarded,
        temperatures,
        thresholds,
        speech,
        phrases,
        beam);
  }

  public DecodingOptions withBeam(int hypotheses) {
    return new DecodingOptions(
        languages,
        task,
        timestamps,
        words,
        previous,
        prefix,
        draft,
        guarded,
        temperatures,
        thresholds,
        speech,
        hotWords,
        hypotheses);
  }
}
