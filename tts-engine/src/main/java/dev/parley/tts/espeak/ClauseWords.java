package dev.parley.tts.espeak;

import dev.parley.tts.phoneme.Phonemes.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Finds the words of a clause in its phonemes.
///
/// espeak-ng does not tell where words begin: blanks are no guide, as it draws words together (*of
/// the* is `ʌvðə`) and says a number in several. So each word is also read alone, and what was read
/// alone is laid over the clause with the fewest changes.
final class ClauseWords {
  /// From the first to the last letter or digit of what is written between blanks.
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{N}](?:\\S*[\\p{L}\\p{N}\\p{M}])?");

  private final String clause;
  private final int start;
  private final String spoken;

  /// @param clause as it is written
  /// @param start where it starts in the text
  /// @param spoken its phonemes, with blanks in places
  ClauseWords(String clause, int start, String spoken) {
    this.clause = clause;
    this.start = start;
    this.spoken = spoken;
  }

  /// The tokens of the clause, in order, which make up all its phonemes. No blank follows the last
  /// one.
  ///
  /// @param alone reads a word by itself
  List<Token> tokens(UnaryOperator<String> alone) {
    List<MatchResult> words = WORD.matcher(clause).results().toList();
    if (words.isEmpty()) {
      return List.of(new Token(start, start + clause.length(), spoken, false));
    }
    StringBuilder read = new StringBuilder();
    int[] readEnds = new int[words.size()];
    for (int i = 0; i < readEnds.length; i++) {
      read.append(alone.apply(words.get(i).group()).replace(" ", ""));
      readEnds[i] = read.length();
    }
    int[] places = laidOver(read.toString());
    List<Token> tokens = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < readEnds.length; i++) {
      int to = i == readEnds.length - 1 ? spoken.length() : Math.max(places[readEnds[i]], from);
      String phonemes = spoken.substring(from, to).strip();
      if (!phonemes.isEmpty()) {
        boolean blank = to < spoken.length() && spoken.charAt(to) == ' ';
        MatchResult word = words.get(i);
        tokens.add(new Token(start + word.start(), start + word.end(), phonemes, blank));
        from = blank ? to + 1 : to;
      }
    }
    return tokens;
  }

  /// For each beginning of `read`, where the same ends in the clause: Levenshtein's distance, in
  /// which blanks of the clause cost nothing.
  private int[] laidOver(String read) {
    int width = spoken.length() + 1;
    int[][] costs = new int[read.length() + 1][width];
    for (int i = 0; i <= read.length(); i++) {
      for (int j = 0; j < width; j++) {
        costs[i][j] = cost(costs, read, i, j);
      }
    }
    int[] places = new int[read.length() + 1];
    Arrays.fill(places, -1);
    int j = spoken.length();
    for (int i = read.length(); i >= 0; i--) {
      while (j > 0 && costs[i][j] == costs[i][j - 1] + extra(j)) {
        j--;
      }
      places[i] = j;
      if (i > 0 && j > 0 && costs[i][j] == costs[i - 1][j - 1] + change(read, i, j)) {
        j--;
      }
    }
    return places;
  }

  private int cost(int[][] costs, String read, int i, int j) {
    if (i == 0 && j == 0) {
      return 0;
    }
    int cost = Integer.MAX_VALUE;
    if (j > 0) {
      cost = costs[i][j - 1] + extra(j);
    }
    if (i > 0) {
      cost = Math.min(cost, costs[i - 1][j] + 1);
    }
    if (i > 0 && j > 0) {
      cost = Math.min(cost, costs[i - 1][j - 1] + change(read, i, j));
    }
    return cost;
  }

  private int extra(int j) {
    return spoken.charAt(j - 1) == ' ' ? 0 : 1;
  }

  private int change(String read, int i, int j) {
    return read.charAt(i - 1) == spoken.charAt(j - 1) ? 0 : 1;
  }
}
