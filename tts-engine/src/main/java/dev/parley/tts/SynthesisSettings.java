package dev.parley.tts;

import dev.parley.tts.pronunciation.PronunciationLexicon;

/// How a reply is spoken.
///
/// @param speed 0.5 to 2; 1 is the voice's own pace
/// @param markup what the text may hold besides words
/// @param lexicon how certain words are said
public record SynthesisSettings(double speed, Markup markup, PronunciationLexicon lexicon) {
  /// Plain text at the voice's own pace.
  public static final SynthesisSettings DEFAULT =
      new SynthesisSettings(1, Markup.PLAIN, PronunciationLexicon.EMPTY);

  /// @throws IllegalArgumentException with a sentence if the speed is out of range
  public SynthesisSettings {
    if (!(speed >= 0.5 && speed <= 2)) {
      throw new IllegalArgumentException(
          "A speed of %s is not possible; use 0.5 to 2.".formatted(speed));
    }
  }

  public SynthesisSettings withSpeed(double other) {
    return new SynthesisSettings(other, markup, lexicon);
  }

  public SynthesisSettings withMarkup(Markup other) {
    return new SynthesisSettings(speed, other, lexicon);
  }

  public SynthesisSettings withLexicon(PronunciationLexicon other) {
    return new SynthesisSettings(speed, markup, other);
  }
}
