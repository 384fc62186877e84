package dev.parley.load.turns;

import dev.parley.audio.PcmFormat;
import dev.parley.load.words.WordMatching;
import dev.parley.proto.v1.Word;
import java.util.ArrayList;
import java.util.List;

/// A place in a sentence at which nobody has finished.
///
/// @param before the word before the last one
/// @param word that is said last before it
/// @param position in samples of 16 kHz, where that word ends
record PausePlace(String before, String word, long position) {
  /// Shorter beginnings are no speech yet to a detector.
  private static final int SHORTEST_MILLIS = 600;

  /// All places of a sentence that have at least two words and 0.6 s before and a word behind them.
  static List<PausePlace> in(List<Word> words) {
    List<PausePlace> places = new ArrayList<>();
    for (int i = 1; i + 1 < words.size(); i++) {
      Word word = words.get(i);
      if (word.getEndMs() - words.getFirst().getStartMs() >= SHORTEST_MILLIS
          && OpenWords.cannotEnd(word.getText(), words.get(i + 1).getText())) {
        long position = (long) word.getEndMs() * PcmFormat.SPEECH.sampleRate() / 1_000;
        places.add(
            new PausePlace(words.get(i - 1).getText().strip(), word.getText().strip(), position));
      }
    }
    return places;
  }

  /// Whether the place is right, going by what is heard of the speech up to it: if that ends with
  /// the word before, the word is said behind the place, and there might be a thought complete.
  boolean isBehindItsWord(List<Word> heard) {
    return !heard.isEmpty()
        && !WordMatching.normalized(heard.getLast().getText())
            .equals(WordMatching.normalized(before));
  }
}
