package dev.parley.load;

import dev.parley.client.cli.Complaints;
import dev.parley.client.cli.Logging;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Style;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.load.duel.DuelCommand;
import dev.parley.load.live.LiveCommand;
import dev.parley.load.live.SoakCommand;
import dev.parley.load.manners.MannersCommand;
import dev.parley.load.micro.MicroCommand;
import dev.parley.load.noise.NoiseCommand;
import dev.parley.load.script.CallCommand;
import dev.parley.load.turns.TurnsCommand;
import dev.parley.load.vad.VadCommand;
import dev.parley.load.voice.VoiceCommand;
import dev.parley.load.words.WordsCommand;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The command `parley bench`, to which the launcher passes what follows these two words.
@Command(
    name = "parley bench",
    mixinStandardHelpOptions = true,
    version = "parley bench",
    scope = ScopeType.INHERIT,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Measures the recogniser, the voice and conversations. Every benchmark prints a table.",
    footer = {
      "",
      "Examples:",
      "  parley bench duel --audio recordings --filter librispeech --beam 1,5",
      "  parley bench live --audio recordings --streams 1,2,4 --seconds 120",
      "  parley bench voice --audio recordings --python python3",
      "  parley bench turns --audio recordings --eagerness low,medium,high",
      "",
      "The folder of --audio holds clips.tsv: tab-separated columns with a line of their names, of",
      "which file, language, category and transcript are read."
    })
public final class Bench implements Runnable {
  private static final Duration END = Duration.ofMillis(4_500);

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Show the log and, after a failure, where it happened.")
  private boolean verbose;

  private final CommandLine command;
  private final Terminal terminal;

  Bench(Terminal terminal, Interruption interruption) {
    this.terminal = terminal;
    this.command = new CommandLine(this);
    command.addSubcommand(new DuelCommand(terminal, interruption));
    command.addSubcommand(new LiveCommand(terminal, interruption));
    command.addSubcommand(new SoakCommand(terminal, interruption));
    command.addSubcommand(new NoiseCommand(terminal, interruption));
    command.addSubcommand(new WordsCommand(terminal));
    command.addSubcommand(new VadCommand(terminal));
    command.addSubcommand(new CallCommand(terminal, interruption));
    command.addSubcommand(new TurnsCommand(terminal, interruption));
    command.addSubcommand(new MannersCommand(terminal, interruption));
    command.addSubcommand(new VoiceCommand(terminal, interruption));
    command.addSubcommand(new MicroCommand(terminal, interruption));
    command.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            terminal.style() == Style.COLOURED ? Ansi.ON : Ansi.OFF));
    Complaints complaints = new Complaints(terminal, () -> verbose);
    command.setParameterExceptionHandler(complaints);
    command.setExecutionExceptionHandler(complaints);
    command.setExecutionStrategy(
        parsed -> {
          Logging.start(verbose);
          return new CommandLine.RunLast().execute(parsed);
        });
  }

  /// Runs a benchmark and ends the process with its status.
  public static void main(String[] arguments) {
    Terminal terminal = Terminal.ofProcess();
    Interruption interruption = new Interruption(terminal, END);
    interruption.install();
    int status = new Bench(terminal, interruption).execute(arguments);
    if (interruption.hasBegun()) {
      while (true) {
        LockSupport.park();
      }
    }
    // Not exit: libraries leave threads behind. Everything of ours is closed by now.
    Runtime.getRuntime().halt(status);
  }

  /// Runs a benchmark.
  ///
  /// @return the exit status
  int execute(String... arguments) {
    try {
      return command.execute(arguments);
    } catch (Error e) {
      return new Complaints(terminal, () -> verbose).report(e);
    } finally {
      terminal.status("");
    }
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        command, "The name of a benchmark is missing, such as 'duel'.");
  }
}
