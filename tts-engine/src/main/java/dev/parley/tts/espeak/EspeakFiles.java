package dev.parley.tts.espeak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A folder with the library of espeak-ng and its data, unpacked from the archive that the model
/// store has.
///
/// @param library the library
/// @param data the folder that holds `espeak-ng-data`
record EspeakFiles(Path library, Path data) {
  /// Where everything is in the archive.
  private static final String ROOT = "espeakng_loader/";

  private static final String DATA = "espeak-ng-data/";

  /// Of the names that the archive has for one library, those without a version.
  private static final Set<String> LIBRARIES =
      Set.of("libespeak-ng.so", "libespeak-ng.dylib", "espeak-ng.dll");

  /// Unpacks the archive, unless an earlier call has. A folder appears complete or not at all;
  /// several processes may do this at once.
  ///
  /// @param archive whose name says which version it is
  /// @param places where the folder may be, the first writable one being where it is made
  /// @throws IOException if no place can be written or the archive is damaged
  static EspeakFiles unpack(Path archive, List<Path> places) throws IOException {
    String name = String.valueOf(archive.getFileName()).replaceFirst("\\.zip$", "");
    for (Path place : places) {
      if (Files.isDirectory(place.resolve(name))) {
        return in(place.resolve(name));
      }
    }
    IOException refusal = new IOException("there is no folder for it");
    for (Path place : places) {
      try {
        return in(unpack(archive, place, name));
      } catch (ZipException e) {
        throw e;
      } catch (IOException e) {
        e.addSuppressed(refusal);
        refusal = e;
      }
    }
    throw refusal;
  }

  private static EspeakFiles in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Path library =
          files
              .filter(file -> LIBRARIES.contains(String.valueOf(file.getFileName())))
              .findFirst()
              .orElseThrow(() -> new IOException(folder + " holds no library; remove it"));
      return new EspeakFiles(library, folder);
    }
  }

  private static Path unpack(Path archive, Path place, String name) throws IOException {
    Files.createDirectories(place);
    Path finished = place.resolve(name);
    Path unfinished = Files.createTempDirectory(place, ".unfinished-");
    try {
      unpackInto(unfinished, archive);
      Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // Another process may have been faster.
      if (!Files.isDirectory(finished)) {
        throw e;
      }
    } finally {
      delete(unfinished);
    }
    return finished;
  }

  private static void unpackInto(Path folder, Path archive) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.isDirectory() || !entry.getName().startsWith(ROOT)) {
          continue;
        }
        String name = entry.getName().substring(ROOT.length());
        Path target = folder.resolve(name).normalize();
        boolean wanted = name.startsWith(DATA) || LIBRARIES.contains(name);
        if (wanted && target.startsWith(folder)) {
          Files.createDirectories(target.resolveSibling(""));
          Files.copy(zip.getInputStream(entry), target);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
