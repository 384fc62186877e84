package dev.parley.load.turns;

import dev.parley.audio.PcmFormat;
import dev.parley.proto.v1.Word;
import java.util.ArrayList;
import java.util.List;

/// A place in a sentence at which nobody has finished.
///
/// @param word that is said last before it
/// @param position in samples of 16 kHz, where that word ends
record PausePlace(String word, long position) {
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
        places.add(new PausePlace(word.getText().strip(), position));
      }
    }
    return places;
  }
}
