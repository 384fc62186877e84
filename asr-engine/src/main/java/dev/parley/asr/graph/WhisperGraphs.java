package dev.parley.asr.graph;

import dev.parley.asr.checkpoint.WhisperCheckpoint;
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

/// The graphs of a checkpoint on disk, written on first use and found again later.
///
/// They lie in the folder `graphs` beside the checkpoint or, where that cannot be written, in the
/// user's cache folder, under a name made of precision, builder version and the checkpoint's
/// fingerprint. A folder appears there complete or not at all; of several processes that want the
/// same one, the first builds and the others wait.
///
/// @param folder holds the files
public record WhisperGraphs(Path folder) {
  private static final Logger LOG = LoggerFactory.getLogger(WhisperGraphs.class);
  private static final String UNFINISHED = ".unfinished-";

  /// File locks exclude processes; within this one they would throw.
  private static final Object IN_PROCESS = new Object();

  /// The graphs of the checkpoint, written if they are nowhere yet.
  ///
  /// @throws UncheckedIOException if neither place can be written
  public static WhisperGraphs obtain(WhisperCheckpoint checkpoint, Precision precision) {
    Path cache = Path.of(System.getProperty("user.home"), ".cache", "parley", "graphs");
    return obtain(
        checkpoint, precision, List.of(checkpoint.file().resolveSibling("graphs"), cache));
  }

  /// @param places where the graphs may be, the first writable one being where they are written
  static WhisperGraphs obtain(
      WhisperCheckpoint checkpoint, Precision precision, List<Path> places) {
    String name =
        "%s-v%d-%s".formatted(precision, WhisperGraphBuilder.VERSION, checkpoint.fingerprint());
    for (Path place : places) {
      if (Files.isDirectory(place.resolve(name))) {
        return new WhisperGraphs(place.resolve(name));
      }
    }
    IOException refusal = null;
    for (Path place : places) {
      try {
        return new WhisperGraphs(build(checkpoint, precision, place, name));
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
            .formatted(checkpoint.file(), places),
        refusal == null ? new IOException("no place was given") : refusal);
  }

  public Path encoder() {
    return folder.resolve(WhisperGraphBuilder.ENCODER);
  }

  /// Tokens of one decoding.
  public Path tokens() {
    return folder.resolve(WhisperGraphBuilder.TOKENS);
  }

  /// Steps of [WhisperGraphBuilder#ROWS] decodings.
  public Path steps() {
    return folder.resolve(WhisperGraphBuilder.STEPS);
  }

  private static Path build(
      WhisperCheckpoint checkpoint, Precision precision, Path place, String name)
      throws IOException {
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
              .addKeyValue("precision", precision)
              .addKeyValue("folder", finished)
              .addKeyValue("exclusive", !lock.isShared())
              .log("Building tuned graphs, once for this model");
          Path unfinished = Files.createDirectory(place.resolve(UNFINISHED + UUID.randomUUID()));
          try {
            WhisperGraphBuilder.write(checkpoint, precision, unfinished);
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
