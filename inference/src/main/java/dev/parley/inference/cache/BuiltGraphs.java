package dev.parley.inference.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Folders of graphs that are made of a model on first use and found again later.
///
/// They lie in the folder `graphs` beside the model's file or, where that cannot be written, in the
/// user's cache folder. A folder appears there complete or not at all; of several processes that
/// want the same one, the first builds and the others wait.
public final class BuiltGraphs {
  private static final Logger LOG = LoggerFactory.getLogger(BuiltGraphs.class);
  private static final String UNFINISHED = ".unfinished-";

  /// File locks exclude processes; within this one they would throw.
  private static final Object IN_PROCESS = new Object();

  /// Writes the graphs of a model.
  public interface Writer {
    /// @param folder exists and is empty
    void write(Path folder) throws IOException;
  }

  private BuiltGraphs() {}

  /// Where the graphs of a model file may be, the first writable one being where they are written.
  public static List<Path> places(Path model) {
    return List.of(
        model.resolveSibling("graphs"),
        Path.of(System.getProperty("user.home"), ".cache", "parley", "graphs"));
  }

  /// The folder of that name, built in the first place that can be written if it is in none.
  ///
  /// @param model the file of which the graphs are made, for messages
  /// @param name says all that the graphs depend on: the content of the model (its [Fingerprint])
  ///     and the version of their builder
  /// @throws UncheckedIOException with a sentence if no place can be written
  public static Path obtain(Path model, List<Path> places, String name, Writer writer) {
    for (Path place : places) {
      if (Files.isDirectory(place.resolve(name))) {
        return place.resolve(name);
      }
    }
    IOException refusal = null;
    for (Path place : places) {
      try {
        return build(place, name, writer);
      } catch (IOException e) {
        LOG.atDebug().addKeyValue("folder", place).setCause(e).log("Graphs cannot be kept here");
        if (refusal != null) {
          e.addSuppressed(refusal);
        }
        refusal = e;
      }
    }
    throw new UncheckedIOException(
        "The tuned graphs of %s cannot be written to any of %s; make one of them writable."
            .formatted(model, places),
        refusal == null ? new IOException("no place was given") : refusal);
  }

  private static Path build(Path place, String name, Writer writer) throws IOException {
    Files.createDirectories(place);
    synchronized (IN_PROCESS) {
      try (FileChannel channel =
              FileChannel.open(
                  place.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        Path finished = place.resolve(name);
        if (!Files.isDirectory(finished)) {
          clean(place);
          LOG.atInfo()
              .addKeyValue("folder", finished)
              .addKeyValue("exclusive", !lock.isShared())
              .log("Building tuned graphs, once for this model");
          Path unfinished = Files.createDirectory(place.resolve(UNFINISHED + UUID.randomUUID()));
          try {
            writer.write(unfinished);
            Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
          } finally {
            delete(unfinished);
          }
        }
        return finished;
      }
    }
  }

  /// Removes what a process left behind that was killed while building: whoever holds the lock is
  /// the only one building.
  private static void clean(Path place) throws IOException {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(place, UNFINISHED + "*")) {
      for (Path leftover : leftovers) {
        delete(leftover);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
