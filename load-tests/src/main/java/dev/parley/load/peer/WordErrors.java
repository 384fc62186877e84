package dev.parley.load.peer;

/// How a transcript differs from what was said.
///
/// @param words of the reference
/// @param errors substituted, missing and additional words
/// @param spelling those of the errors that are a matter of blanks, hyphens and marks
/// @param extra words where there is no reference
public record WordErrors(int words, int errors, int spelling, int extra) {
  public static final WordErrors NONE = new WordErrors(0, 0, 0, 0);

  public WordErrors plus(WordErrors other) {
    return new WordErrors(
        words + other.words, errors + other.errors, spelling + other.spelling, extra + other.extra);
  }

  /// In percent; not a number without words.
  public double rate() {
    return words == 0 ? Double.NaN : 100.0 * errors / words;
  }

  /// In percent, without what is a matter of spelling; not a number without words.
  public double audibleRate() {
    return words == 0 ? Double.NaN : 100.0 * (errors - spelling) / words;
  }
}
