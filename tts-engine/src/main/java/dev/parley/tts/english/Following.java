package dev.parley.tts.english;

/// What comes after a word, as far as its reading depends on it.
///
/// @param sound the next sound
/// @param to whether the next word is "to"
record Following(Sound sound, boolean to) {
  /// The end of the text.
  static final Following END = new Following(Sound.PAUSE, false);

  enum Sound {
    VOWEL,
    CONSONANT,
    PAUSE
  }

  boolean pause() {
    return sound == Sound.PAUSE;
  }

  /// What the word before hears, once this one is read.
  Following before(Word word, String phonemes) {
    Sound first =
        phonemes
            .chars()
            .filter(c -> Phonology.isVowel(c) || Phonology.isConsonant(c) || Phonology.isPause(c))
            .mapToObj(
                c ->
                    Phonology.isPause(c)
                        ? Sound.PAUSE
                        : Phonology.isVowel(c) ? Sound.VOWEL : Sound.CONSONANT)
            .findFirst()
            .orElse(sound);
    return new Following(first, FunctionWords.isTo(word));
  }
}
