package dev.parley.load.voice;

import static dev.parley.load.figures.MarkdownTable.number;

import dev.parley.load.figures.Distribution;
import dev.parley.load.figures.MarkdownTable;
import java.util.List;
import java.util.OptionalLong;

/// How an engine spoke all sentences.
///
/// @param threads that computed
/// @param peakBytes the most memory that its process held
record Performance(
    String name, Speaker.Engine engine, int threads, List<Spoken> spoken, OptionalLong peakBytes) {
  private static final double MEBIBYTE = 1 << 20;

  Performance {
    spoken = List.copyOf(spoken);
  }

  static Performance of(Speaker speaker, List<Spoken> spoken) {
    return new Performance(
        speaker.name(), speaker.engine(), speaker.threads(), spoken, speaker.peakBytes());
  }

  /// All engines; each is compared with Parley on as many threads.
  static MarkdownTable table(List<Performance> performances) {
    MarkdownTable table =
        new MarkdownTable(
            "voice",
            "threads",
            "first audio P50 ms",
            "P95 ms",
            "P99 ms",
            "seconds",
            "of speech",
            "rtf",
            "times real time",
            "peak MiB",
            "first audio / Parley",
            "total / Parley",
            "rtf / Parley");
    for (Performance performance : performances) {
      performances.stream()
          .filter(one -> one.engine() == Speaker.Engine.PARLEY)
          .filter(one -> one.threads() == performance.threads())
          .findFirst()
          .ifPresent(parley -> performance.row(table, parley));
    }
    return table;
  }

  private void row(MarkdownTable table, Performance parley) {
    Distribution first = first();
    table.row(
        name,
        Integer.toString(threads),
        number(1e3 * first.median(), 0),
        number(1e3 * first.quantile(0.95), 0),
        number(1e3 * first.quantile(0.99), 0),
        number(seconds(), 2),
        number(duration(), 1),
        number(seconds() / duration(), 4),
        number(duration() / seconds(), 1),
        peakBytes.isPresent() ? number(peakBytes.getAsLong() / MEBIBYTE, 0) : "-",
        number(first.median() / parley.first().median(), 2),
        number(seconds() / parley.seconds(), 2),
        number(seconds() / duration() / (parley.seconds() / parley.duration()), 2));
  }

  private Distribution first() {
    return Distribution.of(spoken.stream().map(Spoken::first).toList());
  }

  private double seconds() {
    return spoken.stream().mapToDouble(Spoken::seconds).sum();
  }

  private double duration() {
    return spoken.stream().mapToDouble(Spoken::duration).sum();
  }
}
