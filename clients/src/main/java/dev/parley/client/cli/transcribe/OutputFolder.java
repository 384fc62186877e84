package dev.parley.client.cli.transcribe;

import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Interruption.Registration;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where `--output-dir` puts a document for each input file.
///
/// `talk.wav` becomes `talk.srt`. Inputs that would share a name keep their extension
/// (`talk.wav.srt`), and get a number if that is not enough (`talk.wav-2.srt`), so none overwrites
/// another. A document appears under its name only when it is complete.
final class OutputFolder {
  private static final Logger log = LoggerFactory.getLogger(OutputFolder.class);

  private final Interruption interruption;
  private final Map<InputFile, Path> targets = new HashMap<>();

  /// @param inputs all files of the command, each once
  OutputFolder(Path folder, List<InputFile> inputs, String extension, Interruption interruption)
      throws IOException {
    this.interruption = interruption;
    Files.createDirectories(folder);
    Map<String, Integer> users = new HashMap<>();
    inputs.forEach(input -> users.merge(key(stem(input)), 1, Integer::sum));
    Set<String> taken = new HashSet<>();
    for (InputFile input : inputs) {
      boolean shared = users.getOrDefault(key(stem(input)), 0) > 1;
      String wanted = shared ? input.baseName() : stem(input);
      String name = wanted;
      for (int number = 2; !taken.add(key(name)); number++) {
        name = wanted + "-" + number;
      }
      targets.put(input, folder.resolve(name + "." + extension));
    }
  }

  /// Where the document of `input` goes.
  Path target(InputFile input) {
    Path target = targets.get(input);
    if (target == null) {
      throw new IllegalArgumentException(input.name() + " is not among the inputs.");
    }
    return target;
  }

  void write(InputFile input, String document) throws IOException {
    Path target = target(input);
    Path part = target.resolveSibling("." + target.getFileName() + ".part");
    try (Registration _ = interruption.add(() -> delete(part))) {
      Files.writeString(part, document);
      try {
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      delete(part);
    }
  }

  private static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      log.debug("A temporary file stays behind.", e);
    }
  }

  private static String stem(InputFile input) {
    String name = input.baseName();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /// File systems of macOS and Windows do not tell upper from lower case.
  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
