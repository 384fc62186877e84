package dev.parley.client.cli;

import dev.parley.client.cli.serve.ServeCommand;
import dev.parley.client.cli.speak.SpeakCommand;
import dev.parley.client.cli.talk.TalkCommand;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Style;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.client.cli.transcribe.TranscribeCommand;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The `parley` command: the one place where its parts are put together.
@Command(
    name = "parley",
    mixinStandardHelpOptions = true,
    versionProvider = Parley.Version.class,
    scope = ScopeType.INHERIT,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "A voice server that hears, thinks and speaks, and its tools.",
    footer = {
      "",
      "Examples:",
      "  parley talk                     a conversation with microphone and loudspeaker",
      "  parley transcribe speech.mp3    speech to text",
      "  parley speak \"Good morning.\"    text to speech",
      "  parley serve                    the server for applications"
    })
public final class Parley implements Runnable {
  /// A supervisor that stops a server expects it to be gone after five seconds.
  private static final Duration END = Duration.ofMillis(4_500);

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Show the log and, after a failure, where it happened.")
  private boolean verbose;

  private final CommandLine command;
  private final Terminal terminal;

  Parley(Terminal terminal, Interruption interruption) {
    this.terminal = terminal;
    this.command = new CommandLine(this);
    command.addSubcommand(new ServeCommand(terminal, interruption));
    command.addSubcommand(new TalkCommand(terminal, interruption));
    command.addSubcommand(new TranscribeCommand(terminal, interruption));
    command.addSubcommand(new SpeakCommand(terminal, interruption));
    command.addSubcommand(new ModelsCommand(terminal));
    command.addSubcommand(new DoctorCommand(terminal));
    command.setCaseInsensitiveEnumValuesAllowed(true);
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

  /// Runs a command and ends the process with its status.
  public static void main(String[] arguments) {
    Terminal terminal = Terminal.ofProcess();
    Interruption interruption = new Interruption(terminal, END);
    interruption.install();
    Parley parley = new Parley(terminal, interruption);
    int status = parley.execute(arguments);
    if (interruption.hasBegun()) {
      // The end of the process is under way on another thread, with its own status.
      while (true) {
        LockSupport.park();
      }
    }
    // Not exit: libraries leave threads behind. Everything of ours is closed by now.
    Runtime.getRuntime().halt(status);
  }

  /// Runs a command.
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

  /// Without a command there is nothing to do but to say what there is.
  @Override
  public void run() {
    throw new CommandLine.ParameterException(command, "A command is missing, such as 'talk'.");
  }

  /// What `--version` prints.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Parley.class.getPackage().getImplementationVersion();
      return new String[] {
        "parley " + (version == null ? "(not packaged)" : version),
        "Java " + Runtime.version() + " on " + System.getProperty("os.name")
      };
    }
  }
}
