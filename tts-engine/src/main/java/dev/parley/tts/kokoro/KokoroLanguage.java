package dev.parley.tts.kokoro;

import java.util.Arrays;
import java.util.Optional;

/// A language that Kokoro's voices speak and Parley can read; Japanese and Chinese are none, as
/// nothing here makes their phonemes.
public enum KokoroLanguage {
  AMERICAN_ENGLISH('a', "en-US"),
  BRITISH_ENGLISH('b', "en-GB"),
  SPANISH('e', "es"),
  FRENCH('f', "fr-FR"),
  HINDI('h', "hi"),
  ITALIAN('i', "it"),
  PORTUGUESE('p', "pt-BR");

  private final char letter;
  private final String tag;

  KokoroLanguage(char letter, String tag) {
    this.letter = letter;
    this.tag = tag;
  }

  /// The language of a voice, of which the first letter of its name tells; empty if Parley cannot
  /// read it.
  public static Optional<KokoroLanguage> ofVoice(String name) {
    return Arrays.stream(values())
        .filter(language -> !name.isEmpty() && name.charAt(0) == language.letter)
        .findFirst();
  }

  /// The language with that tag.
  ///
  /// @throws IllegalArgumentException with a sentence if there is none
  public static KokoroLanguage tagged(String tag) {
    return Arrays.stream(values())
        .filter(language -> language.tag.equals(tag))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Kokoro does not speak '%s' here; choose a voice of another engine."
                        .formatted(tag)));
  }

  /// BCP 47.
  public String tag() {
    return tag;
  }

  /// Whether its phonemes are those of English in misaki's alphabet, not those of espeak-ng.
  public boolean isEnglish() {
    return this == AMERICAN_ENGLISH || this == BRITISH_ENGLISH;
  }
}
