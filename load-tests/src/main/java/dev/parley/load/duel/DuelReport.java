package dev.parley.load.duel;

import static dev.parley.load.figures.MarkdownTable.number;

import dev.parley.load.figures.Distribution;
import dev.parley.load.figures.MarkdownTable;
import dev.parley.load.peer.WordErrors;
import java.util.ArrayList;
import java.util.List;

/// The tables of a duel.
final class DuelReport {
  private DuelReport() {}

  /// Engines one clip after the other; the first engine is the one that others are compared with.
  static MarkdownTable oneAtATime(List<Score> scores, double audioSeconds) {
    Score first = scores.getFirst();
    MarkdownTable table =
        new MarkdownTable(
            "one clip after the other",
            "seconds",
            "rtf",
            "P50 ms",
            "P95 ms",
            "WER %",
            "errors/words",
            "words without reference",
            "total / Parley",
            "median clip / Parley",
            "texts that varied");
    for (Score score : scores) {
      Distribution seconds = Distribution.of(score.seconds());
      WordErrors errors = score.total();
      table.row(
          score.engine(),
          number(seconds.sum(), 2),
          number(seconds.sum() / audioSeconds, 4),
          number(1e3 * seconds.median(), 0),
          number(1e3 * seconds.quantile(0.95), 0),
          number(errors.rate(), 2),
          errors.errors() + "/" + errors.words(),
          Integer.toString(errors.extra()),
          number(score.totalSeconds() / first.totalSeconds(), 2),
          number(score.medianRatioTo(first), 2),
          Integer.toString(score.unstable()));
    }
    return table;
  }

  /// @param passes seconds of every pass, for each engine
  static MarkdownTable manyAtOnce(
      List<String> names, List<List<Double>> passes, double audioSeconds) {
    MarkdownTable table = new MarkdownTable("many at once", "seconds", "rtf", "total / Parley");
    double first = Distribution.of(passes.getFirst()).median();
    for (int i = 0; i < names.size(); i++) {
      double seconds = Distribution.of(passes.get(i)).median();
      table.row(
          names.get(i),
          number(seconds, 2),
          number(seconds / audioSeconds, 4),
          number(seconds / first, 2));
    }
    return table;
  }

  static MarkdownTable byCategory(List<Score> scores) {
    List<String> header = new ArrayList<>(List.of("WER % (words without reference)"));
    scores.forEach(score -> header.add(score.engine()));
    MarkdownTable table = new MarkdownTable(header.toArray(String[]::new));
    for (String category : scores.getFirst().errors().keySet()) {
      List<String> row = new ArrayList<>(List.of(category));
      for (Score score : scores) {
        row.add(cell(score.errors().getOrDefault(category, WordErrors.NONE)));
      }
      table.row(row.toArray(String[]::new));
    }
    return table;
  }

  private static String cell(WordErrors errors) {
    if (errors.words() == 0) {
      return "(" + errors.extra() + ")";
    }
    String rate = number(errors.rate(), 2);
    return errors.extra() == 0 ? rate : rate + " (" + errors.extra() + ")";
  }
}
