package dev.parley.tts.kokoro;

import dev.parley.tts.Voice;
import dev.parley.tts.phoneme.Phonemizer;
import java.nio.file.Path;

/// Where the parts of Kokoro's voices come from, besides their network. Both methods may load, and
/// throw an unchecked exception with a sentence if a part cannot be had.
public interface VoiceParts {
  /// The table of a voice's styles, `NAME.bin`.
  Path styles(Voice voice);

  /// What reads the voice's language, in the symbols of the network. It must stay open for as long
  /// as the synthesiser is.
  Phonemizer phonemizer(Voice voice);
}
