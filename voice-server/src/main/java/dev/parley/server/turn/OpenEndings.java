package dev.parley.server.turn;

import dev.parley.server.language.PhraseList;
import dev.parley.server.language.Words;
import java.util.List;
import java.util.regex.Pattern;

/// Endings of a text behind which something is missing.
final class OpenEndings {
  private static final Pattern OPEN_MARK =
      Pattern.compile("(?s).*(?:[,;:–—-]|\\.\\.\\.|…)[\"')\\s]*");

  private OpenEndings() {}

  /// Whether the last word asks for another one.
  ///
  /// @param language ISO 639-1; English if empty
  static boolean openWord(String text, String language) {
    List<String> words = Words.of(text);
    return !words.isEmpty()
        && PhraseList.OPEN_ENDINGS
            .of(language.isEmpty() ? "en" : language)
            .contains(List.of(words.getLast()));
  }

  /// Whether the recogniser wrote a mark that something follows.
  static boolean openMark(String text) {
    return OPEN_MARK.matcher(text).matches();
  }
}
