package dev.parley.server.turn;

import java.util.OptionalDouble;

/// What is known in a pause.
///
/// @param sound the probability that the person has finished, by the sound; empty while or if no
///     model says so
/// @param words the same by the words
/// @param transcribed whether the text holds all that the person has said in this turn so far
/// @param text what was said; empty if it is not known, or nothing was
/// @param language ISO 639-1, or empty
public record Evidence(
    OptionalDouble sound, OptionalDouble words, boolean transcribed, String text, String language) {
  /// Nothing is known yet.
  public static final Evidence NONE =
      new Evidence(OptionalDouble.empty(), OptionalDouble.empty(), false, "", "");

  public Evidence withSound(double probability) {
    return new Evidence(OptionalDouble.of(probability), words, transcribed, text, language);
  }

  public Evidence withWords(OptionalDouble probability) {
    return new Evidence(sound, probability, transcribed, text, language);
  }

  /// All that was said, of which the words' model has said nothing yet.
  public Evidence withText(String said, String inLanguage) {
    return new Evidence(sound, OptionalDouble.empty(), true, said, inLanguage);
  }
}
