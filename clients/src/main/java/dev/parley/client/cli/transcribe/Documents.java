package dev.parley.client.cli.transcribe;

import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.client.cli.terminal.Terminal;
import java.io.IOException;
import java.util.Optional;

/// Puts finished transcripts where the user wants them, in the order of the calls.
final class Documents {
  private final Terminal terminal;
  private final TranscriptFormat format;
  private final Optional<OutputFolder> folder;
  private final boolean headings;
  private boolean first = true;

  /// @param folder where to write; absent: standard output
  /// @param files how many documents there may be
  Documents(Terminal terminal, TranscriptFormat format, Optional<OutputFolder> folder, int files) {
    this.terminal = terminal;
    this.format = format;
    this.folder = folder;
    this.headings = files > 1 && !format.isSelfDelimiting();
  }

  TranscriptFormat format() {
    return format;
  }

  void add(InputFile input, FileTranscript transcript) {
    String document = format.write(transcript);
    if (folder.isEmpty()) {
      terminal.resultDocument(heading(input) + document);
      return;
    }
    try {
      folder.get().write(input, document);
    } catch (IOException e) {
      throw new CommandFailure(
          "%s cannot be written; free space or choose another folder with --output-dir."
              .formatted(folder.get().target(input)),
          e);
    }
  }

  /// As `head` and `tail` mark the files that they print.
  private String heading(InputFile input) {
    if (!headings) {
      return "";
    }
    String heading = "%s==> %s <==%n".formatted(first ? "" : "\n", input.name());
    first = false;
    return heading;
  }
}
