package dev.parley.tts.pronunciation;

/// How a written word is said.
public sealed interface Pronunciation {
  /// The most characters of phonemes or of an alias: a sentence or two.
  int LONGEST = 200;

  /// Phonemes.
  ///
  /// @param symbols words are separated by blanks
  record Sounds(Alphabet alphabet, String symbols) implements Pronunciation {
    /// @throws IllegalArgumentException with a sentence if there are none or too many
    public Sounds {
      require(symbols, "phonemes");
    }
  }

  /// Another text, which is read instead.
  record Alias(String text) implements Pronunciation {
    /// @throws IllegalArgumentException with a sentence if it is empty or too long
    public Alias {
      require(text, "alias");
    }
  }

  /// How many characters stand for the word.
  default int length() {
    return switch (this) {
      case Sounds sounds -> sounds.symbols().length();
      case Alias alias -> alias.text().length();
    };
  }

  private static void require(String value, String name) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "The %s of a pronunciation are empty; write them or leave the pronunciation out."
              .formatted(name));
    }
    if (value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "%d characters of %s are too many for one pronunciation; use at most %d."
              .formatted(value.length(), name, LONGEST));
    }
  }
}
