package dev.parley.inference.store;

import java.util.Locale;

/// The names that the manifest has for operating systems and processors, such as `linux-x86_64`.
final class Platform {
  private Platform() {}

  /// That of this process.
  static String current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static String of(String operatingSystem, String processor) {
    String system = operatingSystem.toLowerCase(Locale.ROOT);
    String family =
        system.startsWith("mac") ? "macos" : system.startsWith("windows") ? "windows" : system;
    return family + "-" + (processor.equals("amd64") ? "x86_64" : processor);
  }
}
