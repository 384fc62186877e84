package dev.parley.tts.pronunciation;

/// How a word or a short phrase is said wherever it stands.
///
/// @param word as it is written; blanks between words match any white space
/// @param spoken what is said
public record LexiconEntry(String word, Pronunciation spoken) {
  /// The most characters of a word or phrase.
  public static final int LONGEST = 64;

  /// @throws IllegalArgumentException with a sentence if the word is empty or too long
  public LexiconEntry {
    word = word.strip();
    if (word.isEmpty()) {
      throw new IllegalArgumentException(
          "A lexicon entry has no word; write the word that it is for.");
    }
    if (word.length() > LONGEST) {
      throw new IllegalArgumentException(
          "A lexicon entry of %d characters is too long; use at most %d."
              .formatted(word.length(), LONGEST));
    }
  }
}
