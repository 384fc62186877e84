package dev.parley.tts.phoneme;

import java.util.List;

/// Turns written text into phonemes. Immutable once loaded, thread-safe, shared by all streams.
public interface Phonemizer extends AutoCloseable {
  /// Reads a clause or a sentence. Any text is accepted, also empty or unspeakable text, which
  /// gives no symbols. Takes time linear in the length of the text.
  ///
  /// May run a small model on the calling thread, so call it from a thread that may do so.
  Phonemes phonemize(String text);

  /// As [#phonemize(String)], except for the stretches whose phonemes are given: each of them
  /// is one token.
  ///
  /// @param given in the order of the text, without overlaps
  default Phonemes phonemize(String text, List<GivenPhonemes> given) {
    return given.isEmpty() ? phonemize(text) : new StretchReader(this, text).read(given);
  }

  /// Frees the models. No call of [#phonemize] may be under way. Safe to call twice.
  @Override
  void close();
}
