package dev.parley.inference.store;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What the environment says about the store, read once.
///
/// @param environment the variables of the process, which `pip` gets too
/// @param connectTimeout how long a hub may take to accept a connection
/// @param stallTimeout how long a hub may send nothing
record StoreSettings(
    Map<String, String> environment, Duration connectTimeout, Duration stallTimeout) {
  private static final String HUB = "https://huggingface.co";
  private static final Set<String> TRUE = Set.of("1", "true", "yes", "on");

  StoreSettings {
    environment = Map.copyOf(environment);
  }

  static StoreSettings of(Map<String, String> environment) {
    return new StoreSettings(environment, Duration.ofSeconds(3), Duration.ofSeconds(30));
  }

  /// Whether `PARLEY_OFFLINE` forbids to ask any source.
  boolean offline() {
    return TRUE.contains(variable("PARLEY_OFFLINE").toLowerCase(Locale.ROOT));
  }

  /// The address of the hub without a slash at its end: `HF_ENDPOINT`, else the public one.
  String hubEndpoint() {
    String configured = variable("HF_ENDPOINT");
    return configured.isEmpty() ? HUB : configured.replaceAll("/+$", "");
  }

  /// `PARLEY_MODELS`, else the folder for caches that the operating system's convention names.
  Path standardFolder(String operatingSystem, Path home) {
    String configured = variable("PARLEY_MODELS");
    if (!configured.isEmpty()) {
      return Path.of(configured);
    }
    return cacheFolder(operatingSystem, home).resolve("parley").resolve("models");
  }

  private Path cacheFolder(String operatingSystem, Path home) {
    // The XDG rules say that a relative path must be ignored.
    String xdg = variable("XDG_CACHE_HOME");
    if (!xdg.isEmpty() && Path.of(xdg).isAbsolute()) {
      return Path.of(xdg);
    }
    if (operatingSystem.startsWith("Mac")) {
      return home.resolve("Library").resolve("Caches");
    }
    if (operatingSystem.startsWith("Windows")) {
      String local = variable("LOCALAPPDATA");
      return local.isEmpty() ? home.resolve("AppData").resolve("Local") : Path.of(local);
    }
    return home.resolve(".cache");
  }

  /// The folders in which programs are looked for.
  List<Path> programFolders() {
    return environment.entrySet().stream()
        .filter(variable -> variable.getKey().equalsIgnoreCase("PATH"))
        .flatMap(variable -> List.of(variable.getValue().split(File.pathSeparator)).stream())
        .filter(folder -> !folder.isBlank())
        .map(Path::of)
        .toList();
  }

  private String variable(String name) {
    return environment.getOrDefault(name, "").strip();
  }
}
