package dev.parley.server.session;

import dev.parley.tts.Markup;
import dev.parley.tts.pronunciation.InlinePhonemes;
import dev.parley.tts.ssml.SsmlText;

/// The words of a text with markup, as a person would write them.
final class WrittenWords {
  private WrittenWords() {}

  /// @param text may be the beginning of one, up to the end of a word
  static String of(String text, Markup markup) {
    return switch (markup) {
      case PLAIN -> text;
      case INLINE_PHONEMES -> InlinePhonemes.withoutIn(text);
      case SSML -> SsmlText.of(text);
    };
  }
}
