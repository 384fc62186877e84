package dev.parley.load.live;

import static dev.parley.load.figures.MarkdownTable.number;

import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.load.figures.MarkdownTable;
import dev.parley.load.figures.Report;
import dev.parley.load.peer.Scorer;
import dev.parley.load.peer.WordErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `parley bench live`.
@Command(
    name = "live",
    description = {
      "Streams of speech in real time: how late partial and final transcripts are.",
      "Without --server, a server of this process is reached over the loopback address."
    })
public final class LiveCommand implements Callable<Integer> {
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration MEMORY_INTERVAL = Duration.ofSeconds(1);

  private final Terminal terminal;
  private final Interruption interruption;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private LiveOptions options = new LiveOptions();

  @Option(
      names = "--streams",
      split = ",",
      paramLabel = "N",
      description = "Streams at once, a run for each number (default: 1,2,4,8).")
  private List<Integer> streams = List.of(1, 2, 4, 8);

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Least length of each run (default: ${DEFAULT-VALUE}).")
  private int seconds = 120;

  @Option(
      names = "--python",
      paramLabel = "PROGRAM",
      description = "Also count word errors, with a Python that has jiwer and whisper-normalizer.")
  private @Nullable String python;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Write the report into this folder too.")
  private @Nullable Path output;

  public LiveCommand(Terminal terminal, Interruption interruption) {
    this.terminal = terminal;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Track.Recorded> recordings = options.recordings();
    Report report = new Report(spec);
    report.add(
        "A final waits for %d ms of silence, which its latency includes."
            .formatted(options.silence().toMillis()));
    int failures = 0;
    try (LoadedServer server = options.open(terminal, interruption);
        @Nullable Scorer scorer = python == null ? null : Scorer.start(python)) {
      LiveLoad load = options.load(server);
      terminal.status("Warming up…");
      load.run(LiveOptions.tracks(recordings, 1, WARM_UP, server), MEMORY_INTERVAL, _ -> {});
      MarkdownTable table = LoadResult.table();
      MarkdownTable words = new MarkdownTable("streams", "WER %", "errors/words", "extra words");
      for (int count : streams) {
        terminal.status("%d streams for %d s…".formatted(count, seconds));
        LoadResult result =
            load.run(
                LiveOptions.tracks(recordings, count, Duration.ofSeconds(seconds), server),
                MEMORY_INTERVAL,
                _ -> {});
        result.row(table, count);
        failures += result.failures().size();
        result.failures().stream().distinct().forEach(terminal::note);
        if (scorer != null) {
          WordErrors errors = errors(scorer, result);
          words.row(
              Integer.toString(count),
              number(errors.rate(), 2),
              errors.errors() + "/" + errors.words(),
              Integer.toString(errors.extra()));
        }
      }
      report.add(table);
      if (scorer != null) {
        report.add(words);
      }
    }
    report.print(terminal, Optional.ofNullable(output), "live");
    return failures == 0 ? 0 : 1;
  }

  private static WordErrors errors(Scorer scorer, LoadResult result) throws IOException {
    WordErrors errors = WordErrors.NONE;
    for (LoadResult.ClipText text : result.texts()) {
      errors = errors.plus(scorer.score(text.clip().clip(), text.text()));
    }
    return errors;
  }
}
