package dev.parley.asr.decoding;

import dev.parley.asr.model.TextDecoder;
import dev.parley.asr.token.SpecialTokens;
import dev.parley.asr.token.TokenList;
import java.util.Arrays;

/// Notices that a short window is being said twice, the one failure that Whisper has with windows
/// of less than 30 s: it does not end the text but begins again.
///
/// The sign is that the last tokens, three or more, equal those before them, timestamps aside. A
/// speaker may really have repeated words; then the network's attention moved on through the audio
/// from one copy to the next, which it does not when it begins again.
final class RepetitionGuard {
  private static final int SHORTEST = 3;

  /// 100 ms in encoder positions: nobody says three tokens in less.
  private static final int ADVANCE = 5;

  private final SpecialTokens special;

  RepetitionGuard(SpecialTokens special) {
    this.special = special;
  }

  /// The number of tokens to keep, all of them if nothing is said twice.
  ///
  /// @param decoder has been fed all tokens of `decoded` but the last
  /// @param fedBefore how many tokens were fed before the first of `decoded`
  int keep(TokenList decoded, TextDecoder decoder, int fedBefore) {
    int[] indices = new int[decoded.size()];
    int count = 0;
    for (int i = 0; i < decoded.size(); i++) {
      if (special.isText(decoded.get(i))) {
        indices[count++] = i;
      }
    }
    if (count == 0 || indices[count - 1] != decoded.size() - 1) {
      return decoded.size();
    }
    for (int length = count / 2; length >= SHORTEST; length--) {
      if (isCopy(decoded, indices, count, length)
          && !movesOn(decoder, fedBefore, indices, count, length)) {
        return indices[count - length];
      }
    }
    return decoded.size();
  }

  private static boolean isCopy(TokenList decoded, int[] indices, int count, int length) {
    for (int i = count - length; i < count; i++) {
      if (decoded.get(indices[i]) != decoded.get(indices[i - length])) {
        return false;
      }
    }
    return true;
  }

  private static boolean movesOn(
      TextDecoder decoder, int fedBefore, int[] indices, int count, int length) {
    int[] advances = new int[length];
    for (int i = 0; i < length; i++) {
      int second = indices[count - length + i];
      int first = indices[count - 2 * length + i];
      advances[i] =
          AttentionFocus.position(decoder, fedBefore - 1 + second)
              - AttentionFocus.position(decoder, fedBefore - 1 + first);
    }
    Arrays.sort(advances);
    return advances[length / 2] >= ADVANCE;
  }
}
