package dev.parley.load.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A temporary folder that disappears, with what is in it, when it is closed.
public final class ScratchFolder implements AutoCloseable {
  private final Path folder;

  public ScratchFolder() throws IOException {
    this.folder = Files.createTempDirectory("parley-bench");
  }

  /// A file of that name, which need not exist.
  public Path file(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
