package dev.parley.client.cli;

import dev.parley.client.cli.terminal.Sentences;
import dev.parley.client.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// What the user reads when something goes wrong: one sentence, and the stack trace only with -v.
public final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {
  /// Exit statuses.
  static final int FAILED = 1;

  static final int MISUSED = 2;

  private final Terminal terminal;
  private final BooleanSupplier verbose;

  public Complaints(Terminal terminal, BooleanSupplier verbose) {
    this.terminal = terminal;
    this.verbose = verbose;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    terminal.note(
        "parley: %s See '%s --help'."
            .formatted(misuse(failure), command.getCommandSpec().qualifiedName()));
    return MISUSED;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    return report(failure);
  }

  /// Prints the sentence for a failure.
  ///
  /// @return the exit status
  public int report(Throwable failure) {
    terminal.status("");
    terminal.note("parley: " + Sentences.of(failure));
    if (verbose.getAsBoolean()) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      terminal.note(trace.toString().stripTrailing());
    }
    return FAILED;
  }

  private static String misuse(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String argument = unmatched.getUnmatched().getFirst();
      List<String> suggestions = unmatched.getSuggestions();
      String kind =
          unmatched.isUnknownOption()
              ? "option"
              : unmatched.getCommandLine().getSubcommands().isEmpty() ? "argument" : "command";
      return "There is no %s '%s'%s"
          .formatted(
              kind,
              argument,
              suggestions.isEmpty()
                  ? "."
                  : "; did you mean '%s'?".formatted(suggestions.getFirst()));
    }
    String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return message.endsWith(".") ? message : message + ".";
  }
}
