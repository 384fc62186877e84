package dev.parley.tts.pronunciation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A stretch of a text that is said in a given way.
///
/// @param start where it starts, in characters
/// @param end the character behind its last one
/// @param spoken what is said instead of reading it
public record Replacement(int start, int end, Pronunciation spoken) {
  /// The same in a text that starts at a character of this one.
  public Replacement from(int character) {
    return new Replacement(start - character, end - character, spoken);
  }

  /// Both lists as one, in order; where they overlap, the first list holds. Takes linear time.
  ///
  /// @param first in order, without overlaps
  /// @param second in order, without overlaps
  public static List<Replacement> merged(List<Replacement> first, List<Replacement> second) {
    if (first.isEmpty()) {
      return second;
    }
    List<Replacement> merged = new ArrayList<>(first);
    int next = 0;
    for (Replacement candidate : second) {
      while (next < first.size() && first.get(next).end <= candidate.start) {
        next++;
      }
      if (next == first.size() || candidate.end <= first.get(next).start) {
        merged.add(candidate);
      }
    }
    merged.sort(Comparator.comparingInt(Replacement::start));
    return merged;
  }
}
