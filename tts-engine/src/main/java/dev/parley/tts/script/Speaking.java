package dev.parley.tts.script;

import dev.parley.tts.Voice;
import dev.parley.tts.prosody.Prosody;

/// Who speaks and how.
///
/// @param voice who speaks
/// @param language BCP 47, of the words; empty: the voice's own
/// @param prosody how
public record Speaking(Voice voice, String language, Prosody prosody) {
  public Speaking withProsody(Prosody other) {
    return new Speaking(voice, language, other);
  }

  /// The language of the words.
  public String spokenLanguage() {
    return language.isEmpty() ? voice.language() : language;
  }
}
