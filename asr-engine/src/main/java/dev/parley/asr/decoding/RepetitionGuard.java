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
/// The sign is that the last tokens, three or more, or fewer that are all there was, equal those
/// before them, or five or more those a word before them; case, punctuation and timestamps do not
/// count. A speaker may really have repeated
/// words; then the network's attention moved on through the audio from one copy to the next. When
/// it begins again, it does not, or it looks at the silence behind the audio.
///
/// Belongs to one search.
final class RepetitionGuard {
  private static final int SHORTEST = 3;

  /// A copy may be joined to the original by a word or two, such as "and".
  private static final int LONGEST_JOINT = 2;

  private static final int SHORTEST_JOINED = 5;

  /// 100 ms in encoder positions: nobody says three tokens in less.
  private static final int ADVANCE = 5;

  private final Tokenizer tokenizer;
  private final int heard;

  /// What the tokens sound like, and their indices; those without sound are left out.
  private final List<String> sounds = new ArrayList<>();

  private final TokenList indices = new TokenList();

  /// @param heard the encoder position behind the last sound
  RepetitionGuard(Tokenizer tokenizer, int heard) {
    this.tokenizer = tokenizer;
    this.heard = heard;
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
      for (int joint = 0; joint <= LONGEST_JOINT; joint++) {
        int kept = beforeCopy(joint, decoder, fedBefore);
        if (kept >= 0) {
          return indices.get(kept);
        }
      }
    }
    return index + 1;
  }

  /// The number of sounds before a copy that ends here and what joins it to the original; -1 if
  /// nothing is said twice.
  private int beforeCopy(int joint, TextDecoder decoder, int fedBefore) {
    int count = sounds.size();
    int shortest = joint == 0 ? SHORTEST : SHORTEST_JOINED;
    for (int length = (count - joint) / 2; length > 0; length--) {
      int copy = count - length;
      int original = copy - joint - length;
      if (length < shortest && (joint > 0 || original > 0)) {
        break;
      }
      if (sounds.subList(copy, count).equals(sounds.subList(original, original + length))
          && !movesOn(original, copy, length, decoder, fedBefore)) {
        return copy - joint;
      }
    }
    return -1;
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

  private boolean movesOn(int original, int copy, int length, TextDecoder decoder, int fedBefore) {
    int[] advances = new int[length];
    int beyond = 0;
    for (int i = 0; i < length; i++) {
      // A token was chosen while the one before it was fed.
      int second = fedBefore - 1 + indices.get(copy + i);
      int first = fedBefore - 1 + indices.get(original + i);
      int position = AttentionFocus.position(decoder, second);
      advances[i] = position - AttentionFocus.position(decoder, first);
      beyond += position > heard ? 1 : 0;
    }
    Arrays.sort(advances);
    return advances[length / 2] >= ADVANCE && 2 * beyond <= length;
  }
}
