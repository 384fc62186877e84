package dev.parley.load.live;

import static dev.parley.load.figures.MarkdownTable.number;

import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.load.figures.MarkdownTable;
import dev.parley.load.figures.MemoryTrend;
import dev.parley.load.figures.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `parley bench soak`.
@Command(
    name = "soak",
    description = {
      "The live streams again and again: whether memory grows or transcripts become later.",
      "Every minute, all streams end and new ones are opened with the same audio."
    })
public final class SoakCommand implements Callable<Integer> {
  private static final Duration ROUND = Duration.ofMinutes(1);
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final double MEBIBYTE = 1 << 20;

  private final Terminal terminal;
  private final Interruption interruption;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private LiveOptions options = new LiveOptions();

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "How long, at least (default: ${DEFAULT-VALUE}).")
  private double minutes = 20;

  @Option(
      names = "--streams",
      paramLabel = "N",
      description = "Streams at once (default: ${DEFAULT-VALUE}).")
  private int streams = 8;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Write the report into this folder too.")
  private @Nullable Path output;

  public SoakCommand(Terminal terminal, Interruption interruption) {
    this.terminal = terminal;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Track.Recorded> recordings = options.recordings();
    Report report = new Report(spec);
    MarkdownTable table = LoadResult.table();
    MemoryTrend trend = new MemoryTrend();
    int failures = 0;
    try (LoadedServer server = options.open(terminal, interruption)) {
      LiveLoad load = options.load(server);
      List<Track> tracks = LiveOptions.tracks(recordings, streams, ROUND, server);
      long start = System.nanoTime();
      long end = start + (long) (minutes * TimeUnit.MINUTES.toNanos(1));
      long[] next = {start + INTERVAL.toNanos()};
      while (System.nanoTime() < end) {
        LoadResult result =
            load.run(
                tracks,
                Duration.ofSeconds(1),
                bytes -> {
                  long now = System.nanoTime();
                  if (now >= next[0]) {
                    next[0] += INTERVAL.toNanos();
                    double seconds = (now - start) / 1e9;
                    trend.add(seconds, (double) bytes);
                    terminal.note("%.0f s: %.0f MiB".formatted(seconds, bytes / MEBIBYTE));
                  }
                });
        result.row(table, streams);
        failures += result.failures().size();
        result.failures().stream().distinct().forEach(terminal::note);
      }
    }
    report.add(table);
    report.add(
        new MarkdownTable("memory", "MiB")
            .row("median of the first quarter", number(trend.firstQuarter() / MEBIBYTE, 1))
            .row("median of the last quarter", number(trend.lastQuarter() / MEBIBYTE, 1))
            .row("growth an hour", number(trend.bytesPerHour() / MEBIBYTE, 1)));
    report.print(terminal, Optional.ofNullable(output), "soak");
    return failures == 0 ? 0 : 1;
  }
}
