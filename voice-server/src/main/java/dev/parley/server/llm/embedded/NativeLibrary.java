package dev.parley.server.llm.embedded;

import dev.parley.server.llm.LlmException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Puts llama.cpp's native library where only this process finds it.
///
/// The library's own loader prints to standard output, shares one file in the temporary folder with
/// every other process, and deletes whatever else there has a name that begins with `llama`. So the
/// library is unpacked to a private folder before the loader first runs, and the loader is pointed
/// there.
final class NativeLibrary {
  private static final String LIBRARY_FOLDER = "de.kherud.llama.lib.path";
  private static final String TEMPORARY_FOLDER = "de.kherud.llama.tmpdir";

  private NativeLibrary() {}

  /// Runs `loading` with the library in its place and removes it again, as a loaded library needs
  /// no file. Where it cannot be removed (Windows), it goes when the process ends in order.
  static void provideFor(Runnable loading) {
    if (System.getProperty(LIBRARY_FOLDER) != null) {
      loading.run();
      return;
    }
    try {
      Path folder = Files.createTempDirectory("parley-language-model");
      Path library = folder.resolve(System.mapLibraryName("jllama"));
      System.setProperty(TEMPORARY_FOLDER, folder.toString());
      try (InputStream packed = packedLibrary()) {
        if (packed != null) {
          Files.copy(packed, library);
          System.setProperty(LIBRARY_FOLDER, folder.toString());
        }
      }
      try {
        loading.run();
      } finally {
        remove(library);
        remove(folder);
      }
    } catch (IOException e) {
      throw new LlmException(
          LlmException.Kind.PERMANENT,
          "The native library of the embedded language model cannot be unpacked to %s: %s. Make room there or set java.io.tmpdir to a folder that can be written."
              .formatted(System.getProperty("java.io.tmpdir"), e.getMessage()),
          e);
    }
  }

  private static @Nullable InputStream packedLibrary() {
    return NativeLibrary.class.getResourceAsStream(
        "/de/kherud/llama/%s/%s/%s"
            .formatted(systemName(), architecture(), System.mapLibraryName("jllama")));
  }

  private static String systemName() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "Mac" : name.startsWith("windows") ? "Windows" : "Linux";
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
  }

  private static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }
}
