package dev.parley.asr.decoding;

import dev.parley.asr.decoding.Pauses.Pause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The starts and ends of words. Attention tells the order of words and about where one gives way
/// to the next, but not where a voice falls silent: a pause belongs to either word at random, and
/// the last word is left while it is still spoken.
///
/// Used by one thread.
final class WordBounds {
  /// 0.2 s: how far from a pause the attention may change words.
  private static final double REACH = 10;

  /// 0.5 s: the same for the end of the text, behind which nothing attracts attention.
  private static final double LAST_REACH = 25;

  private final List<AlignedWord> words;
  private final double[] starts;
  private final double[] ends;
  private double nearestToLast = Double.POSITIVE_INFINITY;

  private WordBounds(List<AlignedWord> words) {
    this.words = words;
    this.starts = words.stream().mapToDouble(AlignedWord::start).toArray();
    this.ends = words.stream().mapToDouble(AlignedWord::end).toArray();
  }

  /// Words without the pauses beside them, in order, apart from each other, and none empty.
  ///
  /// @param words as attention has it
  static List<AlignedWord> of(List<AlignedWord> words, Pauses pauses, SpeechSpans speech) {
    WordBounds bounds = new WordBounds(words);
    pauses.pauses().forEach(bounds::leave);
    List<AlignedWord> clamped = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      clamped.add(speech.clamp(words.get(i).withStart(bounds.starts[i]).withEnd(bounds.ends[i])));
    }
    return apart(clamped, pauses.positions());
  }

  /// Moves the changes of words that are nearest to a pause to its ends.
  private void leave(Pause pause) {
    int count = words.size();
    double[] distances = new double[count + 1];
    for (int i = 0; i <= count; i++) {
      double distance = pause.distance(change(i));
      distances[i] =
          distance <= (i == count ? LAST_REACH : REACH) ? distance : Double.POSITIVE_INFINITY;
    }
    double nearest = Arrays.stream(distances).min().orElseThrow();
    if (nearest == Double.POSITIVE_INFINITY) {
      return;
    }
    int first = 0;
    while (distances[first] > nearest) {
      first++;
    }
    int last = count;
    while (distances[last] > nearest) {
      last--;
    }
    if (first == count) {
      if (nearest >= nearestToLast) {
        return;
      }
      nearestToLast = nearest;
    }
    if (first > 0 && pause.start() > starts[first - 1]) {
      ends[first - 1] = pause.start();
    }
    if (last < count && pause.end() < ends[last]) {
      starts[last] = pause.end();
    }
  }

  /// Where word number `index` begins, or the text ends.
  private double change(int index) {
    return index == 0
        ? 0
        : index == words.size() ? words.getLast().end() : words.get(index).start();
  }

  private static List<AlignedWord> apart(List<AlignedWord> words, int positions) {
    List<AlignedWord> apart = new ArrayList<>(words);
    double shortest = Math.min(1, (double) positions / Math.max(1, words.size()));
    double earliest = 0;
    for (int i = 0; i < apart.size(); i++) {
      AlignedWord word = apart.get(i);
      double start = Math.max(earliest, word.start());
      earliest = Math.max(start + shortest, word.end());
      apart.set(i, word.withStart(start).withEnd(earliest));
    }
    double latest = positions;
    for (int i = apart.size() - 1; i >= 0; i--) {
      AlignedWord word = apart.get(i);
      double end = Math.min(latest, word.end());
      latest = Math.min(end - shortest, word.start());
      apart.set(i, word.withStart(latest).withEnd(end));
    }
    return apart;
  }
}
