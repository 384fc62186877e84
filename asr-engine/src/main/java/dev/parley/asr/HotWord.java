package dev.parley.asr;

/// A phrase that the recogniser should expect, such as a name.
///
/// @param phrase as it is to be written
/// @param weight how much likelier every part of it becomes, as a natural logarithm: 0 to 20
public record HotWord(String phrase, double weight) {
  /// The weight of phrases for which nobody chose one.
  public static final double DEFAULT_WEIGHT = 4;

  /// The largest weight: nearly any sound is then taken for the phrase.
  public static final double LARGEST_WEIGHT = 20;

  public HotWord {
    if (phrase.isBlank()) {
      throw new IllegalArgumentException("A hot word is empty; leave it out.");
    }
    if (!(weight >= 0 && weight <= LARGEST_WEIGHT)) {
      throw new IllegalArgumentException(
          "The weight of a hot word is %s, but must be between 0 and %s."
              .formatted(weight, LARGEST_WEIGHT));
    }
  }

  /// With the usual weight.
  public static HotWord of(String phrase) {
    return new HotWord(phrase, DEFAULT_WEIGHT);
  }
}
