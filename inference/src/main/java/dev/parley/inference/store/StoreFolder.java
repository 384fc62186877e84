package dev.parley.inference.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The folder on disk: `<store>/<model>/<file>`, and the sentences for what can be wrong with it.
///
/// @param path the store
record StoreFolder(Path path) {
  private static final String SCRATCH = ".pip-";

  /// Below this a failed write is put down to a full disk.
  private static final long FULL = 4L << 20;

  Path model(String model) {
    return path.resolve(model);
  }

  Path file(String model, String file) {
    return model(model).resolve(file);
  }

  Path lock() {
    return path.resolve(".lock");
  }

  /// Makes the store and the folders of the models if they are missing.
  void create(List<String> models) {
    try {
      Files.createDirectories(path);
      for (String model : models) {
        Files.createDirectories(model(model));
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /// Makes a new folder in the store for the time of one pull, and removes those that a crash left.
  /// The caller holds the lock.
  Path createScratch() {
    try {
      try (DirectoryStream<Path> stale = Files.newDirectoryStream(path, SCRATCH + "*")) {
        stale.forEach(StoreFolder::deleteTree);
      }
      return Files.createTempDirectory(path, SCRATCH);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /// Removes a folder as far as that is possible.
  static void deleteTree(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException _) {
      // The next pull tries again.
    }
  }

  /// @throws ModelUnavailableException if the disk has no room for that many more bytes
  void requireRoom(long bytes) {
    long free;
    try {
      free = Files.getFileStore(path).getUsableSpace();
    } catch (IOException _) {
      return;
    }
    if (free < bytes) {
      throw full(bytes, free);
    }
  }

  /// What to tell when writing into the store has failed.
  ModelUnavailableException unwritable(IOException cause) {
    try {
      long free = Files.getFileStore(path).getUsableSpace();
      if (free < FULL) {
        return full(FULL, free);
      }
    } catch (IOException _) {
      // The folder does not exist, so the disk is not what is wrong.
    }
    return new ModelUnavailableException(
        """
        The model folder %s cannot be written: %s. Make it writable, or set PARLEY_MODELS to a \
        folder that is."""
            .formatted(path, reason(cause)),
        cause);
  }

  private ModelUnavailableException full(long needed, long free) {
    return new ModelUnavailableException(
        """
        The disk of the model folder %s is full: %s are needed and %s are free. Make room, or set \
        PARLEY_MODELS to a folder on another disk."""
            .formatted(path, ByteCount.text(needed), ByteCount.text(free)));
  }

  /// A clause that says what an operation on files failed for.
  static String reason(IOException cause) {
    return switch (cause) {
      case AccessDeniedException e -> "access to " + e.getFile() + " is denied";
      case FileAlreadyExistsException e -> e.getFile() + " is not a folder";
      case NotDirectoryException e -> e.getFile() + " is not a folder";
      case NoSuchFileException e -> e.getFile() + " does not exist";
      default -> String.valueOf(cause.getMessage());
    };
  }
}
