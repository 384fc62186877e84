package dev.parley.load.peer;

/// How a transcript differs from what was said.
///
/// @param words of the reference
/// @param errors substituted, missing and additional words
/// @param extra words where there is no reference
public record WordErrors(int words, int errors, int extra) {
  public static final WordErrors NONE = new WordErrors(0, 0, 0);

  public WordErrors plus(WordErrors other) {
    return new WordErrors(words + other.words, errors + other.errors, extra + other.extra);
  }

  /// In percent; not a number without words.
  public double rate() {
    return words == 0 ? Double.NaN : 100.0 * errors / words;
  }
}
