package dev.parley.asr.decoding;

import dev.parley.asr.model.TextDecoder;
import dev.parley.asr.token.TokenList;
import dev.parley.asr.token.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Notices that a short window is being said twice, the one failure that Whisper has with windows
/// of less than 30 s: it does not end the text but begins again.
///
/// The sign is that the last tokens, three or more, or two that are all there was, equal those
/// before them; case, punctuation and timestamps do not count. A speaker may really have repeated
/// words; then the network's attention
/// moved on through the audio from one copy to the next, which it does not when it begins again.
///
/// Belongs to one search.
final class RepetitionGuard {
  private static final int SHORTEST = 3;
  private static final int SHORTEST_WHOLE = 2;

  /// 100 ms in encoder positions: nobody says three tokens in less.
  private static final int ADVANCE = 5;

  private final Tokenizer tokenizer;

  /// What the tokens sound like, and their indices; those without sound are left out.
  private final List<String> sounds = new ArrayList<>();

  private final TokenList indices = new TokenList();

  RepetitionGuard(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /// Takes the next token of the transcript.
  ///
  /// @param decoder has been fed the prompt and all tokens before this one
  /// @param fedBefore how many tokens were fed before the first of the transcript
  /// @return how many tokens of the transcript to keep: all of them if nothing is said twice
  int keep(int token, int index, TextDecoder decoder, int fedBefore) {
    String sound = sound(token);
    if (!sound.isEmpty()) {
      sounds.add(sound);
      indices.add(index);
      int count = sounds.size();
      for (int length = count / 2; length >= SHORTEST_WHOLE; length--) {
        if (length < SHORTEST && 2 * length < count) {
          break;
        }
        List<String> copy = sounds.subList(count - length, count);
        if (copy.equals(sounds.subList(count - 2 * length, count - length))
            && !movesOn(decoder, fedBefore, length)) {
          return indices.get(count - length);
        }
      }
    }
    return index + 1;
  }

  private String sound(int token) {
    String text = tokenizer.decode(token);
    if (text.indexOf('\uFFFD') >= 0) {
      // A part of a character; it has no letters to compare.
      return "token " + token;
    }
    return text.codePoints()
        .filter(Character::isLetterOrDigit)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .toLowerCase(Locale.ROOT);
  }

  private boolean movesOn(TextDecoder decoder, int fedBefore, int length) {
    int count = sounds.size();
    int[] advances = new int[length];
    for (int i = 0; i < length; i++) {
      // A token was chosen while the one before it was fed.
      int second = fedBefore - 1 + indices.get(count - length + i);
      int first = fedBefore - 1 + indices.get(count - 2 * length + i);
      advances[i] =
          AttentionFocus.position(decoder, second) - AttentionFocus.position(decoder, first);
    }
    Arrays.sort(advances);
    return advances[length / 2] >= ADVANCE;
  }
}
