package dev.parley.asr.stream;

import dev.parley.asr.decoding.Copies;
import dev.parley.asr.decoding.DecodedWindow;
import dev.parley.asr.decoding.Hypothesis.Ending;
import java.util.OptionalDouble;

/// When a text is not believed as it is, and what it takes then.
final class Doubt {
  /// Below it, on average, the network doubts what was said.
  private static final double DOUBTED_TEXT = -0.7;

  /// 1.5 s in encoder positions, as much as may follow a text that is complete.
  private static final double UNHEARD = 75;

  /// Above it, the network doubts that somebody speaks.
  private static final double DOUBTED_SPEECH = 0.3;

  /// 0.2 s: a sneeze, a bark or a cry may sound like a voice for less, a word lasts longer.
  private static final long WORD = 3_200;

  private Doubt() {}

  /// Whether the network doubts its text, which then is only believed if a voice is heard too.
  static boolean of(DecodedWindow decoded) {
    return decoded.noSpeechProbability() > DOUBTED_SPEECH || isLikeAGuess(decoded);
  }

  /// Whether the network was not sure of what was said.
  static boolean isLikeAGuess(DecodedWindow decoded) {
    return decoded.hypothesis().averageLogProbability() < DOUBTED_TEXT;
  }

  /// Whether a text that was cut where it began again is nevertheless all that was said.
  ///
  /// @param heard where its last word ends, in encoder positions; empty if no word says so
  /// @param length of the audio, in encoder positions
  static boolean isWholeThoughCut(DecodedWindow decoded, OptionalDouble heard, double length) {
    return decoded.hypothesis().ending() == Ending.REPEATED
        && !isLikeAGuess(decoded)
        && !Copies.endIn(decoded.text())
        && heard.isPresent()
        && heard.getAsDouble() >= length - UNHEARD;
  }

  /// Whether a word can have been spoken.
  ///
  /// @param voiced samples in which a voice is heard
  /// @param length samples of audio; of very short audio a third suffices
  static boolean canBeWord(long voiced, long length) {
    return voiced > 0 && voiced >= Math.min(WORD, length / 3);
  }
}
