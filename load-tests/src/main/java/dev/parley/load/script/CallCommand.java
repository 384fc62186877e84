package dev.parley.load.script;

import dev.parley.client.VoiceClient;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.load.caller.CallRecording;
import dev.parley.load.figures.Report;
import dev.parley.load.host.Host;
import dev.parley.load.host.HostOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `parley bench call`.
@Command(
    name = "call",
    description = {
      "Calls a server by scripts, one after the other, and checks and measures each turn.",
      "docs/benchmarks.md tells what a script may hold."
    })
public final class CallCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Interruption interruption;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private HostOptions host = new HostOptions();

  @Parameters(arity = "1..*", paramLabel = "SCRIPT", description = "Scripts in YAML.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--audio",
      paramLabel = "DIR",
      description = "Folder of recordings that are not beside their script.")
  private @Nullable Path audio;

  @Option(
      names = "--record",
      paramLabel = "FILE.wav",
      description = {
        "Write both sides of the call, the caller on the left, and FILE.jsonl with the server's",
        "messages. Of several calls each gets a number: FILE-2.wav."
      })
  private @Nullable Path record;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Write the report into this folder too.")
  private @Nullable Path output;

  public CallCommand(Terminal terminal, Interruption interruption) {
    this.terminal = terminal;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ScriptReader reader = new ScriptReader(Optional.ofNullable(audio));
    List<Script> scripts = new ArrayList<>();
    for (Path file : files) {
      scripts.add(reader.read(file));
    }
    Report report = new Report(spec);
    CallReport calls = new CallReport();
    try (Host server = host.open(terminal, interruption);
        VoiceClient client = server.connect()) {
      for (int i = 0; i < scripts.size(); i++) {
        terminal.status("%s (%d of %d)".formatted(scripts.get(i).name(), i + 1, scripts.size()));
        ScriptRun.Result result = ScriptRun.run(scripts.get(i), client);
        calls.add(result);
        if (record != null) {
          CallRecording.write(result.log(), numbered(record, i + 1));
        }
      }
    }
    calls.write(report);
    report.print(terminal, Optional.ofNullable(output), "call");
    return calls.isFaulty() ? 1 : 0;
  }

  private static Path numbered(Path file, int number) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.wav$", "");
    return file.resolveSibling(number == 1 ? name + ".wav" : "%s-%d.wav".formatted(name, number));
  }
}
