package dev.parley.asr.stream;

import dev.parley.asr.decoding.Hypothesis;
import dev.parley.asr.token.WordSplitter;

/// Decides how much of a growing transcript is certain: the whole words on which two successive
/// hypotheses agree. A word is whole when both go on with the beginning of another one.
///
/// Immutable, thread-safe.
record Agreement(WordSplitter splitter) {
  /// The number of certain tokens.
  ///
  /// @param certain how many tokens were certain before; both hypotheses start with them
  int certain(Hypothesis previous, Hypothesis present, String language, int certain) {
    int common = previous.commonPrefix(present);
    for (int length = common; length > certain; length--) {
      if (startsWord(previous, length, language) && startsWord(present, length, language)) {
        return length;
      }
    }
    return certain;
  }

  private boolean startsWord(Hypothesis hypothesis, int index, String language) {
    return index < hypothesis.length() && splitter.startsWord(language, hypothesis.token(index));
  }
}
