package dev.parley.load.words;

import static dev.parley.load.figures.MarkdownTable.number;

import dev.parley.asr.Word;
import dev.parley.load.corpus.Samples;
import dev.parley.load.figures.Distribution;
import dev.parley.load.figures.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Collects how far the first and last words of utterances are from where they should be.
public final class BoundaryErrors {
  private final List<Double> starts = new ArrayList<>();
  private final List<Double> ends = new ArrayList<>();
  private int utterances;

  /// Compares the words that were recognised in a recording with what is said in it. Words that
  /// were recognised wrong are left out: they may be those of another place.
  ///
  /// @param bounds where each utterance should start and end
  public void add(List<Utterance> said, List<Bounds> bounds, List<Word> recognized) {
    List<Word> words =
        recognized.stream()
            .filter(word -> !WordMatching.normalized(word.text()).isEmpty())
            .toList();
    List<OptionalInt> matches =
        WordMatching.match(
            said.stream().flatMap(utterance -> utterance.words().stream()).toList(),
            words.stream().map(word -> WordMatching.normalized(word.text())).toList());
    int first = 0;
    for (int i = 0; i < said.size(); i++) {
      List<String> expected = said.get(i).words();
      if (expected.isEmpty()) {
        continue;
      }
      int last = first + expected.size() - 1;
      utterances++;
      Word opening = right(words, matches.get(first), expected.getFirst());
      if (opening != null && bounds.get(i).start().isPresent()) {
        starts.add(milliseconds(opening.start() - bounds.get(i).start().getAsLong()));
      }
      Word closing = right(words, matches.get(last), expected.getLast());
      if (closing != null && bounds.get(i).end().isPresent()) {
        ends.add(milliseconds(closing.end() - bounds.get(i).end().getAsLong()));
      }
      first = last + 1;
    }
  }

  private static @Nullable Word right(List<Word> words, OptionalInt match, String expected) {
    if (match.isEmpty()) {
      return null;
    }
    Word word = words.get(match.getAsInt());
    return WordMatching.normalized(word.text()).equals(expected) ? word : null;
  }

  /// @param counted what has a first and a last word, such as `utterances`
  public static MarkdownTable table(String counted) {
    return new MarkdownTable(
        "words",
        "against",
        counted,
        "starts found",
        "start P50 / P95 ms",
        "start bias ms",
        "ends found",
        "end P50 / P95 ms",
        "end bias ms");
  }

  public void row(MarkdownTable table, String name, String reference) {
    table.row(
        name,
        reference,
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
