package dev.parley.load.words;

import static dev.parley.load.figures.MarkdownTable.number;

import dev.parley.asr.Word;
import dev.parley.load.corpus.Samples;
import dev.parley.load.figures.Distribution;
import dev.parley.load.figures.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Collects how far the first and last words of utterances are from where they should be.
final class BoundaryErrors {
  private final List<Double> starts = new ArrayList<>();
  private final List<Double> ends = new ArrayList<>();
  private int utterances;

  /// Compares the words that were recognised in a recording with what is said in it.
  void add(List<Utterance> said, List<Word> recognized) {
    List<Word> words =
        recognized.stream()
            .filter(word -> !WordMatching.normalized(word.text()).isEmpty())
            .toList();
    List<OptionalInt> matches =
        WordMatching.match(
            said.stream().flatMap(utterance -> utterance.words().stream()).toList(),
            words.stream().map(word -> WordMatching.normalized(word.text())).toList());
    int first = 0;
    for (Utterance utterance : said) {
      if (!utterance.words().isEmpty()) {
        int last = first + utterance.words().size() - 1;
        utterances++;
        matches
            .get(first)
            .ifPresent(
                word -> starts.add(milliseconds(words.get(word).start() - utterance.start())));
        matches
            .get(last)
            .ifPresent(word -> ends.add(milliseconds(words.get(word).end() - utterance.end())));
        first = last + 1;
      }
    }
  }

  static MarkdownTable table() {
    return new MarkdownTable(
        "words",
        "utterances",
        "starts found",
        "start P50 / P95 ms",
        "start bias ms",
        "ends found",
        "end P50 / P95 ms",
        "end bias ms");
  }

  void row(MarkdownTable table, String name) {
    table.row(
        name,
        Integer.toString(utterances),
        Integer.toString(starts.size()),
        absolute(starts),
        number(Distribution.of(starts).median(), 0),
        Integer.toString(ends.size()),
        absolute(ends),
        number(Distribution.of(ends).median(), 0));
  }

  private static String absolute(List<Double> errors) {
    Distribution sizes = Distribution.of(errors.stream().map(Math::abs).toList());
    return number(sizes.median(), 0) + " / " + number(sizes.quantile(0.95), 0);
  }

  private static double milliseconds(long samples) {
    return 1e3 * Samples.seconds(samples);
  }
}
