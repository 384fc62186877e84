package dev.parley.asr.stream;

import dev.parley.asr.decoding.AlignedWord;
import java.util.List;

/// Chooses where a window that has become too long is cut: behind the last sentence, else in the
/// longest pause, and never close to the end of the audio, where words are not certain yet.
final class SlidePoint {
  private static final String SENTENCE_ENDS = ".?!。？！";

  /// 2 s in encoder positions.
  private static final double UNCERTAIN = 100;

  private SlidePoint() {}

  /// The index of the last word before the cut; -1 if there is none to keep.
  ///
  /// @param length of the audio in encoder positions
  static int lastWord(List<AlignedWord> words, double length) {
    int sentence = -1;
    int pause = -1;
    double longest = -1;
    int last = -1;
    for (int i = 0; i < words.size() && words.get(i).end() <= length - UNCERTAIN; i++) {
      last = i;
      AlignedWord word = words.get(i);
      double next = i + 1 < words.size() ? words.get(i + 1).start() : length;
      if (word.end() > length / 3 && endsSentence(word)) {
        sentence = i;
      }
      if (word.end() > length / 2 && next - word.end() >= longest) {
        longest = next - word.end();
        pause = i;
      }
    }
    return sentence >= 0 ? sentence : pause >= 0 ? pause : last;
  }

  private static boolean endsSentence(AlignedWord word) {
    String text = word.text().strip();
    return !text.isEmpty() && SENTENCE_ENDS.indexOf(text.codePointBefore(text.length())) >= 0;
  }
}
