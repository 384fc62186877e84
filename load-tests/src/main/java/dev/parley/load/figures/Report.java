package dev.parley.load.figures;

import dev.parley.client.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// The printed result of a benchmark: goes to standard output and, if there is a folder, into a
/// file of it, with details at its end that are too long for a terminal.
public final class Report {
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder details = new StringBuilder();

  /// @param spec of the command that runs
  public Report(@Nullable CommandSpec spec) {
    line(Machine.describe());
    line("");
    if (spec != null) {
      line(
          "`parley bench %s`"
              .formatted(String.join(" ", spec.commandLine().getParseResult().originalArgs())));
      line("");
    }
  }

  /// Adds a paragraph or a table.
  public Report add(Object part) {
    line(part.toString());
    line("");
    return this;
  }

  /// Adds a paragraph or a table to the file only.
  public Report detail(Object part) {
    details.append(part).append("\n\n");
    return this;
  }

  /// Prints what was added.
  ///
  /// @param folder is made if it is missing
  /// @param name of the file, without its extension
  public void print(Terminal terminal, Optional<Path> folder, String name) throws IOException {
    terminal.resultDocument(text.toString());
    if (folder.isPresent()) {
      Files.createDirectories(folder.get());
      Files.writeString(folder.get().resolve(name + ".md"), text.toString() + details);
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
