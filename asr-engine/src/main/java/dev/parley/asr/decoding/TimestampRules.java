package dev.parley.asr.decoding;

import dev.parley.asr.token.SpecialTokens;
import dev.parley.asr.token.TokenList;
import java.util.Arrays;

/// OpenAI's rules for transcripts with timestamps: the first token is a timestamp of at most 1 s;
/// timestamps come in pairs, the end of a segment and the start of the next; they never go back,
/// and a segment is not empty; where a timestamp is more likely than any text, it is taken.
///
/// One rule is added, for windows that are not full: no timestamp lies beyond the audio, and a
/// transcript whose last segment has reached the end of the audio ends. Without it, a checkpoint
/// that was trained on full windows likes to say a short sentence twice.
///
/// @param last the end of the audio, in timestamps
record TimestampRules(SpecialTokens special, int last) implements LogitFilter {
  /// 1 s.
  private static final int LATEST_START = 50;

  /// 0.1 s: what remains can hold no word.
  private static final int TOO_SHORT = 5;

  @Override
  public void apply(float[] scores, TokenList decoded) {
    int first = special.firstTimestamp();
    int size = decoded.size();
    scores[special.noTimestamps()] = Float.NEGATIVE_INFINITY;
    forbid(scores, first + last + 1, scores.length);
    if (size == 0) {
      forbid(scores, 0, first);
      forbid(scores, first + LATEST_START + 1, scores.length);
      return;
    }
    boolean lastIsTimestamp = special.isTimestamp(decoded.get(size - 1));
    boolean pairIsComplete = size < 2 || special.isTimestamp(decoded.get(size - 2));
    if (lastIsTimestamp) {
      if (pairIsComplete) {
        forbid(scores, first, scores.length);
      } else {
        forbid(scores, 0, special.endOfText());
        if (ends(decoded)) {
          forbid(scores, special.endOfText() + 1, scores.length);
          return;
        }
      }
    }
    int latest = latestTimestamp(decoded);
    boolean mayRepeat = lastIsTimestamp && !pairIsComplete;
    forbid(scores, first, mayRepeat ? latest : Math.min(latest + 1, scores.length));
    if (Softmax.logSumExp(scores, first, scores.length) > Softmax.maximum(scores, 0, first)) {
      forbid(scores, 0, first);
    }
  }

  @Override
  public boolean ends(TokenList decoded) {
    int size = decoded.size();
    return size >= 2
        && special.isTimestamp(decoded.get(size - 1))
        && !special.isTimestamp(decoded.get(size - 2))
        && decoded.get(size - 1) - special.firstTimestamp() >= last - TOO_SHORT;
  }

  private int latestTimestamp(TokenList decoded) {
    for (int i = decoded.size() - 1; i >= 0; i--) {
      if (special.isTimestamp(decoded.get(i))) {
        return decoded.get(i);
      }
    }
    return special.firstTimestamp() - 1;
  }

  private static void forbid(float[] scores, int from, int to) {
    if (from < to) {
      Arrays.fill(scores, from, to, Float.NEGATIVE_INFINITY);
    }
  }
}
