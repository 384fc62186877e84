package dev.parley.tts.pronunciation;

/// The phonemes that a voice can say. Immutable, thread-safe.
public interface PhonemeInventory {
  /// A given pronunciation in the voice's own symbols.
  ///
  /// @throws IllegalArgumentException with a sentence that names the symbol if the voice does not
  ///     know one
  String spell(Pronunciation.Sounds sounds);

  /// Whether the voice can say it.
  default boolean knows(Pronunciation spoken) {
    try {
      require(spoken);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// Makes sure that the voice can say it.
  ///
  /// @throws IllegalArgumentException with a sentence that names what it does not know
  default void require(Pronunciation spoken) {
    switch (spoken) {
      case Pronunciation.Sounds sounds -> {
        if (spell(sounds).isBlank()) {
          throw new IllegalArgumentException(
              "The phonemes '%s' have no sound; write at least one.".formatted(sounds.symbols()));
        }
      }
      case Pronunciation.Alias _ -> {}
    }
  }
}
