package dev.parley.load.turns;

import dev.parley.load.caller.Sound;
import dev.parley.load.corpus.Clip;
import java.util.Optional;

/// Something to be said to a server, of which is known when the person has finished.
///
/// @param voicedEnd the end of the last voice by the voice activity detector, in samples
/// @param pause that was put in
record Specimen(Clip clip, Variant variant, Sound sound, long voicedEnd, Optional<Pause> pause) {
  enum Variant {
    /// A complete sentence.
    WHOLE,
    /// The same with a pause at a place where nobody has finished.
    PAUSED,
    /// Spontaneous speech that hesitates.
    HESITANT
  }

  /// @param word that is said last before it
  /// @param start in samples of the sound
  /// @param end where the sentence goes on
  record Pause(String word, int start, int end) {}

  /// Where the person has finished at the earliest: two measures of the end may differ.
  long earliestEnd() {
    return Math.min(sound.end(), voicedEnd);
  }
}
