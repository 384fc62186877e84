package dev.parley.load.voice;

import static dev.parley.load.figures.MarkdownTable.number;

import dev.parley.load.figures.MarkdownTable;
import dev.parley.load.words.WordMatching;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Parley's phonemes beside those of another program for the same sentences.
final class PhonemeComparison {
  private record Difference(String sentence, String ours, String theirs) {}

  private final List<Difference> differences = new ArrayList<>();
  private int sentences;
  private int words;
  private int sameWords;

  void add(String sentence, String ours, String theirs) {
    sentences++;
    List<String> said = List.of(theirs.split(" "));
    List<String> own = List.of(ours.split(" "));
    List<OptionalInt> matches = WordMatching.match(said, own);
    words += Math.max(said.size(), own.size());
    for (int i = 0; i < said.size(); i++) {
      OptionalInt match = matches.get(i);
      sameWords += match.isPresent() && own.get(match.getAsInt()).equals(said.get(i)) ? 1 : 0;
    }
    if (!ours.equals(theirs)) {
      differences.add(new Difference(sentence, ours, theirs));
    }
  }

  /// @param other who the phonemes are compared with
  MarkdownTable table(String other) {
    return new MarkdownTable("phonemes as those of " + other, "all", "identical", "%")
        .row(
            "sentences",
            Integer.toString(sentences),
            Integer.toString(sentences - differences.size()),
            percent(sentences - differences.size(), sentences))
        .row(
            "words",
            Integer.toString(words),
            Integer.toString(sameWords),
            percent(sameWords, words));
  }

  /// Every sentence whose phonemes differ, as a list.
  String listing() {
    StringBuilder list = new StringBuilder("## Phonemes that differ\n");
    for (Difference difference : differences) {
      list.append("\n- ").append(difference.sentence());
      list.append("\n  - Parley: ").append(difference.ours());
      list.append("\n  - theirs: ").append(difference.theirs());
    }
    return list.toString();
  }

  private static String percent(int part, int all) {
    return number(100.0 * part / all, 1);
  }
}
