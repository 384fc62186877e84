package dev.parley.load.manners;

import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.load.corpus.AudioOption;
import dev.parley.load.figures.MarkdownTable;
import dev.parley.load.figures.Report;
import dev.parley.load.host.Callers;
import dev.parley.load.host.Host;
import dev.parley.load.host.HostOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `parley bench manners`.
@Command(
    name = "manners",
    description = {
      "What interrupts the server and what does not: speech, noises, its own voice; what it",
      "remembers of a reply that was stopped; what it takes for a turn where nobody speaks; and",
      "whether sessions are left behind by lines that are cut. Replies are long texts that the",
      "application lets it speak, so no language model is needed."
    })
public final class MannersCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Interruption interruption;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private AudioOption audio = new AudioOption();
  @Mixin private HostOptions host = new HostOptions();

  @Option(
      names = "--experiments",
      split = ",",
      paramLabel = "NAME",
      description = "Of speech, noise, echo, history, quiet and drops (default: all).")
  private List<String> experiments =
      List.of("speech", "noise", "echo", "history", "quiet", "drops");

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "Calls of each experiment (default: 50 of speech, 30 of noise, 20 of echo, 100 of"
              + " history, 50 of drops).")
  private @Nullable Integer count;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "Length of 'quiet' (default: ${DEFAULT-VALUE}).")
  private double minutes = 30;

  @Option(
      names = "--streams",
      paramLabel = "N",
      description = "Calls at once (default: ${DEFAULT-VALUE}).")
  private int streams = 1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Chooses the moments (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--no-progress",
      description = "Do not tell the server what was played; it has to count by itself.")
  private boolean silent;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Write the report, with a line for every call, into this folder.")
  private @Nullable Path output;

  public MannersCommand(Terminal terminal, Interruption interruption) {
    this.terminal = terminal;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Experiment> chosen = new ArrayList<>();
    for (String name : experiments) {
      chosen.add(experiment(name.strip().toLowerCase(Locale.ROOT)));
    }
    Report report = new Report(spec);
    MarkdownTable table = new MarkdownTable("what", "result", "stop P50 / P95 / P99 ms");
    int failures;
    try (Host server = host.open(terminal, interruption)) {
      Callers callers = new Callers(server, streams, terminal);
      Stage stage = new Stage(server, callers, audio.clips(), !silent, seed);
      for (Experiment experiment : chosen) {
        Experiment.Finding finding = experiment.run(stage);
        table.row(finding.what(), finding.result(), finding.times());
      }
      failures = callers.failures() + stage.faults().size();
      report.add(table);
      report.add(
          stage.faults().isEmpty()
              ? "Every call kept all rules."
              : "Rules that were broken:\n\n- " + String.join("\n- ", stage.faults()));
      if (!stage.late().isEmpty()) {
        report.add("Figures mislead of\n\n- " + String.join("\n- ", stage.late()));
      }
      report.detail("Calls:\n\n- " + String.join("\n- ", stage.details()));
    }
    report.print(terminal, Optional.ofNullable(output), "manners");
    return failures == 0 ? 0 : 1;
  }

  private Experiment experiment(String name) {
    OptionalInt wanted = count == null ? OptionalInt.empty() : OptionalInt.of(count);
    return switch (name) {
      case "speech" -> new BargeIns(wanted.orElse(50));
      case "noise" -> new Noises(wanted.orElse(30));
      case "echo" -> new OwnVoice(wanted.orElse(20));
      case "history" -> new HeardWords(wanted.orElse(100));
      case "quiet" -> new Quiet(minutes);
      case "drops" -> new Drops(wanted.orElse(50));
      case String other ->
          throw new CommandFailure(
              "There is no experiment '%s'; use speech, noise, echo, history, quiet or drops."
                  .formatted(other));
    };
  }
}
