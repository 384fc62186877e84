package dev.parley.inference.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Remembers which files were hashed and found good, so that a start does not read hundreds of
/// megabytes: in memory, and in `<model>/.verified`, where a line is `checksum bytes seconds name`.
/// A file that has changed its size or its time since then counts as unknown.
///
/// A marker that cannot be written costs time at the next start, nothing else. Thread-safe.
final class VerifiedFiles {
  private static final String MARKER = ".verified";

  /// How a file looked when it was hashed.
  private record Stamp(String checksum, long bytes, long modifiedSeconds) {}

  private final StoreFolder folder;
  private final Map<Path, Stamp> stamps = new ConcurrentHashMap<>();

  VerifiedFiles(StoreFolder folder) {
    this.folder = folder;
  }

  /// What is wrong with a file, as a clause; empty if it is good. Hashes it only if it is unknown.
  Optional<String> defect(ManifestModel model, ManifestFile file) {
    return inspect(model, file, true);
  }

  /// Hashes the file whatever is known of it.
  Optional<String> recheck(ManifestModel model, ManifestFile file) {
    return inspect(model, file, false);
  }

  /// Whether there is a file of the right size.
  boolean isPresent(ManifestModel model, ManifestFile file) {
    try {
      return Files.size(folder.file(model.name(), file.name())) == file.bytes();
    } catch (IOException _) {
      return false;
    }
  }

  /// Whether there is a file, whatever its size.
  boolean exists(ManifestModel model, ManifestFile file) {
    return Files.exists(folder.file(model.name(), file.name()));
  }

  /// Takes note of a file that was hashed while it was written.
  void accept(ManifestModel model, ManifestFile file) {
    Path path = folder.file(model.name(), file.name());
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      stamps.put(path, stamp(file, attributes));
    } catch (IOException _) {
      // The next look at it finds out why.
    }
  }

  /// Writes down what is known of a model, if the folder can be written.
  void remember(ManifestModel model) {
    String lines =
        model.files().stream()
            .map(file -> line(file, stamps.get(folder.file(model.name(), file.name()))))
            .collect(Collectors.joining());
    Path marker = folder.file(model.name(), MARKER);
    try {
      if (Files.exists(marker) ? Files.readString(marker).equals(lines) : lines.isEmpty()) {
        return;
      }
      // Unlike a temporary file, other users of a shared store may read it.
      Path fresh =
          folder.file(
              model.name(),
              "%s-%d-%d.part"
                  .formatted(
                      MARKER, ProcessHandle.current().pid(), Thread.currentThread().threadId()));
      Files.writeString(fresh, lines);
      Files.move(
          fresh, marker, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException _) {
      // A read-only store is as good; it is hashed at each start unless it came with markers.
    }
  }

  private Optional<String> inspect(ManifestModel model, ManifestFile file, boolean trusting) {
    Path path = folder.file(model.name(), file.name());
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.size() != file.bytes()) {
        stamps.remove(path);
        return Optional.of(
            "has the wrong size: expected %d bytes, found %d"
                .formatted(file.bytes(), attributes.size()));
      }
      Stamp good = stamp(file, attributes);
      if (trusting && good.equals(known(model, path))) {
        return Optional.empty();
      }
      String found = Checksum.of(path, file.checksum());
      if (found.equals(file.checksum())) {
        stamps.put(path, good);
        return Optional.empty();
      }
      stamps.remove(path);
      return Optional.of(
          "has the wrong checksum: expected %s %s, found %s"
              .formatted(Checksum.algorithm(file.checksum()), file.checksum(), found));
    } catch (NoSuchFileException _) {
      stamps.remove(path);
      return Optional.of("is missing");
    } catch (IOException e) {
      return Optional.of("cannot be read: " + StoreFolder.reason(e));
    }
  }

  private @Nullable Stamp known(ManifestModel model, Path path) {
    Stamp stamp = stamps.get(path);
    if (stamp == null) {
      readMarker(model);
      stamp = stamps.get(path);
    }
    return stamp;
  }

  private void readMarker(ManifestModel model) {
    try (Stream<String> lines = Files.lines(folder.file(model.name(), MARKER))) {
      lines
          .map(line -> line.split(" ", 4))
          .filter(words -> words.length == 4)
          .forEach(
              words ->
                  stamps.putIfAbsent(
                      folder.file(model.name(), words[3]),
                      new Stamp(words[0], Long.parseLong(words[1]), Long.parseLong(words[2]))));
    } catch (IOException | UncheckedIOException | NumberFormatException _) {
      // Without a readable marker the files are hashed.
    }
  }

  private static Stamp stamp(ManifestFile file, BasicFileAttributes attributes) {
    return new Stamp(
        file.checksum(),
        attributes.size(),
        attributes.lastModifiedTime().toInstant().getEpochSecond());
  }

  private static String line(ManifestFile file, @Nullable Stamp stamp) {
    if (stamp == null || !Objects.equals(stamp.checksum(), file.checksum())) {
      return "";
    }
    return "%s %d %d %s\n"
        .formatted(stamp.checksum(), stamp.bytes(), stamp.modifiedSeconds(), file.name());
  }
}
