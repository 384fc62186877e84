package dev.parley.tts.stream;

import dev.parley.tts.pronunciation.Replacement;
import dev.parley.tts.prosody.Prosody;
import dev.parley.tts.text.TextChunk;
import java.util.List;

/// What a voice speaks in one go.
///
/// @param chunk the text
/// @param prosody how, the pace of the reply included
/// @param language BCP 47, of the words; empty: the voice's own
/// @param replacements what is not said as it is written, in characters of the chunk's text, in
///     order, without overlaps
public record Passage(
    TextChunk chunk, Prosody prosody, String language, List<Replacement> replacements) {
  public Passage {
    replacements = List.copyOf(replacements);
  }

  /// A chunk in the voice's own way.
  public static Passage of(TextChunk chunk) {
    return new Passage(chunk, Prosody.NEUTRAL, "", List.of());
  }
}
