package dev.parley.tts.pronunciation;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// In which symbols phonemes are written.
public enum Alphabet {
  /// The International Phonetic Alphabet, for every voice.
  IPA("ipa"),
  /// The alphabet of misaki, Kokoro and hibari: IPA for English with one letter for each diphthong
  /// and affricate.
  MISAKI("x-misaki");

  /// What tells misaki from IPA, which has no capitals.
  private static final String ONLY_MISAKI = "AIOQWYTʤʧᵊᵻ";

  private final String code;

  Alphabet(String code) {
    this.code = code;
  }

  /// The alphabet that SSML, messages and files call so.
  public static Optional<Alphabet> named(String code) {
    return Arrays.stream(values()).filter(alphabet -> alphabet.code.equals(code)).findFirst();
  }

  /// The alphabet of phonemes whose writer does not say.
  static Alphabet of(String phonemes) {
    return phonemes.chars().anyMatch(c -> ONLY_MISAKI.indexOf(c) >= 0) ? MISAKI : IPA;
  }

  /// The names of all alphabets, for messages.
  public static String all() {
    return Arrays.stream(values()).map(Alphabet::toString).collect(Collectors.joining(" or "));
  }

  /// Its name in SSML, messages and files.
  @Override
  public String toString() {
    return code;
  }
}
