package dev.parley.load.corpus;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A recording of the corpus.
///
/// @param file its path within the corpus, which reports show
/// @param path where it is
/// @param language as the corpus writes it, such as `en` or `de-DE`; `-` or empty: none
/// @param category groups clips in reports
/// @param transcript what is said; empty if that is not known, or nothing is said
/// @param note anything else that the corpus tells
public record Clip(
    String file, Path path, String language, String category, String transcript, String note) {

  /// The language as candidates of a recogniser that knows `known` languages: one or none.
  public List<String> languageAmong(List<String> known) {
    String code = language.length() < 2 ? "" : language.substring(0, 2).toLowerCase(Locale.ROOT);
    return known.contains(code) ? List.of(code) : List.of();
  }
}
