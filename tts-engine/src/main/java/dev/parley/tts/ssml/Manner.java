package dev.parley.tts.ssml;

import dev.parley.tts.Voice;
import dev.parley.tts.prosody.Prosody;
import dev.parley.tts.script.Speaking;

/// What the elements around a place say of how it is spoken.
///
/// @param element the innermost of them
/// @param voice who speaks
/// @param language of the words; empty: the voice's own
/// @param prosody without the emphasis
/// @param emphasis of which only the innermost holds
record Manner(Element element, Voice voice, String language, Prosody prosody, Emphasis emphasis) {
  Manner inside(Element other) {
    return new Manner(other, voice, language, prosody, emphasis);
  }

  Manner with(Voice other) {
    return new Manner(element, other, "", prosody, emphasis);
  }

  Manner with(String otherLanguage) {
    return new Manner(element, voice, otherLanguage, prosody, emphasis);
  }

  Manner with(Prosody other) {
    return new Manner(element, voice, language, other, emphasis);
  }

  Manner with(Emphasis other) {
    return new Manner(element, voice, language, prosody, other);
  }

  Speaking speaking() {
    return new Speaking(voice, language, prosody.then(emphasis.change()));
  }
}
