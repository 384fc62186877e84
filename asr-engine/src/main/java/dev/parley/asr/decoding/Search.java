package dev.parley.asr.decoding;

import dev.parley.asr.model.TextDecoder;

/// A way to look for the best continuation of a prompt.
interface Search {
  /// Searches once.
  ///
  /// @param decoder has been fed the prompt, and after it the tokens of `prefix`; in the end it has
  ///     been fed the tokens of the result, and perhaps more
  /// @param scores what the last token fed gave; not changed
  /// @param prefix tokens that the result starts with
  Hypothesis search(TextDecoder decoder, float[] scores, Hypothesis prefix);
}
