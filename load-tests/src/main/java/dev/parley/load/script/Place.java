package dev.parley.load.script;

import dev.parley.client.cli.terminal.CommandFailure;
import java.nio.file.Path;

/// A line of a script.
record Place(Path file, int line) {
  /// @param mistake a clause without a capital letter and full stop
  CommandFailure wrong(String mistake) {
    return new CommandFailure("%s, line %d: %s.".formatted(file, line, mistake));
  }
}
