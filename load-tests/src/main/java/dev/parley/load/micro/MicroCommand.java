package dev.parley.load.micro;

import static dev.parley.load.figures.MarkdownTable.number;

import dev.parley.client.cli.local.PullProgress;
import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.inference.store.ModelStore;
import dev.parley.load.figures.MarkdownTable;
import dev.parley.load.figures.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `parley bench micro`.
@Command(
    name = "micro",
    description = {
      "How long single pieces take, under JMH: log-mel features, the tokenizer, the encoder and",
      "steps of Whisper base; the end of a turn; the text, the phonemes and the vocoder of the",
      "voice. Every piece is measured in processes of its own."
    })
public final class MicroCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Interruption interruption;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--filter",
      paramLabel = "REGEX",
      description = "Only benchmarks in whose name this is found, such as Whisper.")
  private Pattern filter = Pattern.compile("");

  @Option(names = "--list", description = "Only print the names of the benchmarks.")
  private boolean list;

  @Option(
      names = "--quick",
      description = "Few and short iterations: whether it works, not how fast it is.")
  private boolean quick;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Write the report into this folder too.")
  private @Nullable Path output;

  /// @param interruption ends the other processes
  public MicroCommand(Terminal terminal, Interruption interruption) {
    this.terminal = terminal;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException {
    List<MicroBenchmark> chosen =
        MicroBenchmark.all().stream()
            .filter(benchmark -> filter.matcher(benchmark.name()).find())
            .toList();
    if (chosen.isEmpty()) {
      throw new CommandFailure(
          "No benchmark has '%s' in its name; see the names with --list.".formatted(filter));
    }
    if (list) {
      chosen.forEach(benchmark -> terminal.result(benchmark.name()));
      return 0;
    }
    // Here, because the other processes show no progress.
    ModelStore.standard()
        .pull(
            List.of(WhisperBase.NAME, EndOfTurnBenchmark.NAME, SpeechTextBenchmark.PHONEMES),
            PullProgress.on(terminal));
    Report report = new Report(spec);
    try (Interruption.Registration _ = interruption.add(MicroCommand::endOthers)) {
      report.add(measure(chosen));
    }
    report.add(
        "Error is half of the interval in which the mean lies with 99.9 % certainty; runs are the"
            + " iterations that were measured.");
    report.print(terminal, Optional.ofNullable(output), "micro");
    return 0;
  }

  private MarkdownTable measure(List<MicroBenchmark> benchmarks) {
    MarkdownTable table = new MarkdownTable("benchmark", "unit", "mean", "error", "runs");
    for (int i = 0; i < benchmarks.size(); i++) {
      MicroBenchmark benchmark = benchmarks.get(i);
      terminal.status("%s: %d of %d".formatted(benchmark.name(), i + 1, benchmarks.size()));
      Result<?> result = measure(benchmark);
      table.row(
          benchmark.name(),
          result.getScoreUnit(),
          number(result.getScore(), 3),
          number(result.getScoreError(), 3),
          Long.toString(result.getSampleCount()));
    }
    return table;
  }

  private Result<?> measure(MicroBenchmark benchmark) {
    try {
      return benchmark.run(quick ? Effort.QUICK : Effort.FULL).getPrimaryResult();
    } catch (RunnerException e) {
      String end = interruption.hasBegun() ? "was interrupted." : "failed; see why with -v.";
      throw new CommandFailure(benchmark.name() + " " + end, e);
    }
  }

  private static void endOthers() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }
}
