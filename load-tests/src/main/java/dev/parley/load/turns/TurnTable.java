package dev.parley.load.turns;

import static dev.parley.load.figures.MarkdownTable.number;

import dev.parley.load.figures.Distribution;
import dev.parley.load.figures.MarkdownTable;
import dev.parley.load.turns.Outcome.SoundVerdict;
import dev.parley.load.turns.Specimen.Variant;
import java.util.List;
import java.util.OptionalDouble;

/// The figures of many trials.
final class TurnTable {
  private final MarkdownTable table =
      new MarkdownTable(
          "end of turn by",
          "sentences",
          "delay P50 / P95 / P99 ms",
          "from the last voice",
          "first audio",
          "missed ends",
          "ended inside",
          "pauses",
          "false cut-offs",
          "%",
          "hesitant clips",
          "with a reply inside");

  /// Adds a row for trials of the same rules.
  void row(String name, List<Outcome> outcomes) {
    List<Outcome> whole = of(outcomes, Variant.WHOLE);
    List<Outcome> paused = of(outcomes, Variant.PAUSED);
    List<Outcome> hesitant = of(outcomes, Variant.HESITANT);
    long cut = paused.stream().filter(Outcome::cut).count();
    table.row(
        name,
        Integer.toString(whole.size()),
        percentiles(whole.stream().map(Outcome::delay).toList()),
        percentiles(whole.stream().map(Outcome::voicedDelay).toList()),
        percentiles(whole.stream().map(Outcome::firstAudio).toList()),
        Long.toString(whole.stream().filter(Outcome::missed).count()),
        Long.toString(whole.stream().filter(one -> one.inside() > 0).count()),
        Integer.toString(paused.size()),
        Long.toString(cut),
        share(cut, paused.size()),
        Integer.toString(hesitant.size()),
        Long.toString(hesitant.stream().filter(one -> one.repliesInside() > 0).count()));
  }

  /// Adds a row for what the sound alone would have decided at the first verdict about each pause.
  void soundRow(List<Outcome> outcomes) {
    List<SoundVerdict> whole =
        of(outcomes, Variant.WHOLE).stream().flatMap(one -> one.atEnd().stream()).toList();
    List<SoundVerdict> paused =
        of(outcomes, Variant.PAUSED).stream().flatMap(one -> one.atPause().stream()).toList();
    long cut = paused.stream().filter(SoundVerdict::complete).count();
    table.row(
        "Smart Turn alone",
        Integer.toString(whole.size()),
        percentiles(
            whole.stream()
                .filter(SoundVerdict::complete)
                .map(one -> OptionalDouble.of(one.delay()))
                .toList()),
        "-",
        "-",
        Long.toString(whole.stream().filter(one -> !one.complete()).count()),
        "-",
        Integer.toString(paused.size()),
        Long.toString(cut),
        share(cut, paused.size()),
        "-",
        "-");
  }

  @Override
  public String toString() {
    return table.toString();
  }

  private static List<Outcome> of(List<Outcome> outcomes, Variant variant) {
    return outcomes.stream().filter(one -> one.specimen().variant() == variant).toList();
  }

  private static String percentiles(List<OptionalDouble> values) {
    return Distribution.of(
            values.stream()
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .toList())
        .summary();
  }

  private static String share(long part, int all) {
    return all == 0 ? "-" : number(100.0 * part / all, 1);
  }
}
