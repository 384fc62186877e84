package dev.parley.asr.decoding;

import java.util.List;

/// What was decoded from one window.
///
/// @param language the language taken or identified; empty for an English-only checkpoint
/// @param hypothesis the tokens, timestamps included
/// @param text of the tokens
/// @param words timed, if they were asked for
/// @param noSpeechProbability that nobody speaks in the window
/// @param compressionRatio of the text
/// @param temperature at which it was decoded
/// @param verdict whether it can be believed
public record DecodedWindow(
    String language,
    Hypothesis hypothesis,
    String text,
    List<AlignedWord> words,
    double noSpeechProbability,
    double compressionRatio,
    double temperature,
    Verdict verdict) {

  /// What to make of a result.
  public enum Verdict {
    ACCEPTED,
    /// Nobody speaks; the text is made up.
    SILENCE,
    /// Repeats itself or is guessed, at every temperature tried.
    DOUBTFUL
  }

  public DecodedWindow {
    words = List.copyOf(words);
  }

  DecodedWindow withWords(List<AlignedWord> aligned) {
    return new DecodedWindow(
        language,
        hypothesis,
        text,
        aligned,
        noSpeechProbability,
        compressionRatio,
        temperature,
        verdict);
  }

  /// The same, judged otherwise.
  public DecodedWindow withVerdict(Verdict other) {
    return new DecodedWindow(
        language,
        hypothesis,
        text,
        words,
        noSpeechProbability,
        compressionRatio,
        temperature,
        other);
  }
}
