package dev.parley.asr.stream;

import dev.parley.asr.decoding.DecodedWindow;

/// When a text is only believed if a voice is heard too, and how much of it that takes.
final class Doubt {
  /// Below it, on average, the network doubts what was said.
  private static final double DOUBTED_TEXT = -0.7;

  /// Above it, the network doubts that somebody speaks.
  private static final double DOUBTED_SPEECH = 0.3;

  /// 0.2 s: a sneeze, a bark or a cry may sound like a voice for less, a word lasts longer.
  private static final long WORD = 3_200;

  private Doubt() {}

  /// Whether the network doubts its text.
  static boolean of(DecodedWindow decoded) {
    return decoded.noSpeechProbability() > DOUBTED_SPEECH
        || decoded.hypothesis().averageLogProbability() < DOUBTED_TEXT;
  }

  /// Whether a word can have been spoken.
  ///
  /// @param voiced samples in which a voice is heard
  /// @param length samples of audio; of very short audio a third suffices
  static boolean canBeWord(long voiced, long length) {
    return voiced > 0 && voiced >= Math.min(WORD, length / 3);
  }
}
