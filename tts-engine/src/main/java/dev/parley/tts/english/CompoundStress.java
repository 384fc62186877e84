package dev.parley.tts.english;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Settles which parts of a compound keep their primary stress.
final class CompoundStress {
  private CompoundStress() {}

  /// Reduces the weaker half of the parts where more than half are stressed. In a pair with a
  /// single letter, as in "T-shirt", the letter keeps its stress and the other part gives way.
  ///
  /// @param parts as they are written
  /// @param readings one for each part, changed in place; empty for silent parts
  static void settle(List<String> parts, String[] readings) {
    List<Integer> spoken = new ArrayList<>();
    for (int i = 0; i < readings.length; i++) {
      if (!readings[i].isEmpty()) {
        spoken.add(i);
      }
    }
    if (spoken.size() < 2) {
      return;
    }
    if (spoken.size() == 2 && parts.get(spoken.getFirst()).length() == 1) {
      reduce(readings, spoken.getLast());
      return;
    }
    long stressed = spoken.stream().filter(i -> Phonology.hasPrimary(readings[i])).count();
    if (stressed <= (spoken.size() + 1) / 2) {
      return;
    }
    spoken.sort(
        Comparator.comparing((Integer i) -> Phonology.hasPrimary(readings[i]))
            .thenComparingInt(i -> Phonology.weight(readings[i]))
            .thenComparing(Comparator.naturalOrder()));
    spoken.subList(0, spoken.size() / 2).forEach(i -> reduce(readings, i));
  }

  private static void reduce(String[] readings, int index) {
    readings[index] = Stress.REDUCED.apply(readings[index]);
  }
}
