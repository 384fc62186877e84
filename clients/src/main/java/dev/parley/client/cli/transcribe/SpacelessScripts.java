package dev.parley.client.cli.transcribe;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Joins segments the way their language writes sentences.
final class SpacelessScripts {
  private static final Set<String> LANGUAGES = Set.of("zh", "yue", "ja", "th", "lo", "my", "km");

  private SpacelessScripts() {}

  static String join(Stream<String> segments, String language) {
    return segments
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(LANGUAGES.contains(language) ? "" : " "));
  }
}
