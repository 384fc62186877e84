package dev.parley.load.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// Finds said words among recognised ones by the cheapest changes from one list to the other. As
/// usual in scoring, another word costs more than a word left out or put in, but less than both.
public final class WordMatching {
  private static final int OTHER = 4;
  private static final int MISSING = 3;

  private WordMatching() {}

  /// A word without its case and punctuation; may be empty.
  public static String normalized(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /// For each said word, the number of the recognised word that stands for it, right or wrong;
  /// empty if it was left out.
  public static List<OptionalInt> match(List<String> said, List<String> recognized) {
    int[][] costs = costs(said, recognized);
    List<OptionalInt> matches =
        new ArrayList<>(Collections.nCopies(said.size(), OptionalInt.empty()));
    int i = said.size();
    int j = recognized.size();
    while (i > 0 && j > 0) {
      int substitution = said.get(i - 1).equals(recognized.get(j - 1)) ? 0 : OTHER;
      if (costs[i][j] == costs[i - 1][j - 1] + substitution) {
        matches.set(i - 1, OptionalInt.of(j - 1));
        i--;
        j--;
      } else if (costs[i][j] == costs[i - 1][j] + MISSING) {
        i--;
      } else {
        j--;
      }
    }
    return matches;
  }

  private static int[][] costs(List<String> said, List<String> recognized) {
    int[][] costs = new int[said.size() + 1][recognized.size() + 1];
    Arrays.setAll(costs[0], column -> MISSING * column);
    for (int i = 1; i <= said.size(); i++) {
      costs[i][0] = MISSING * i;
      for (int j = 1; j <= recognized.size(); j++) {
        int substitution = said.get(i - 1).equals(recognized.get(j - 1)) ? 0 : OTHER;
        costs[i][j] =
            Math.min(
                costs[i - 1][j - 1] + substitution,
                MISSING + Math.min(costs[i - 1][j], costs[i][j - 1]));
      }
    }
    return costs;
  }
}
