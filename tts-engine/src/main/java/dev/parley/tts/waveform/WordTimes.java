package dev.parley.tts.waveform;

import dev.parley.tts.SpokenWord;
import dev.parley.tts.phoneme.Phonemes;
import dev.parley.tts.phoneme.Phonemes.Token;
import dev.parley.tts.text.SpeakableText;
import java.util.ArrayList;
import java.util.List;

/// When the words of a text are heard. Tokens that are written as one thing, such as the words of
/// `$5`, or without a blank between them, such as the parts of `don't`, are one word; marks are
/// none.
public final class WordTimes {
  private WordTimes() {}

  /// @param phonemes of the text
  /// @param utterance of these phonemes
  /// @return in the order of the text; empty if the times are not known
  public static List<SpokenWord> of(Phonemes phonemes, Utterance utterance, SpeakableText text) {
    List<SpokenWord> words = new ArrayList<>();
    if (!utterance.isTimed()) {
      return words;
    }
    String symbols = phonemes.symbols();
    int symbol = 0;
    int writtenEnd = -1;
    for (Token token : phonemes.tokens()) {
      int end = symbol + token.phonemes().length();
      if (token.phonemes().codePoints().anyMatch(Character::isLetter)) {
        int tokenEnd = withoutBlanks(token, text.text());
        SpokenWord word =
            new SpokenWord(
                text.source(token.start()),
                text.source(tokenEnd - 1) + 1,
                start(symbol, symbols, utterance),
                utterance.end(end - 1));
        if (token.start() <= writtenEnd) {
          words.set(words.size() - 1, joined(words.getLast(), word));
        } else {
          words.add(word);
        }
        writtenEnd = tokenEnd;
      }
      symbol = end + (token.blank() ? 1 : 0);
    }
    return words;
  }

  /// Half of the blank before a word is the beginning of the word: nothing is silent there.
  private static int start(int symbol, String symbols, Utterance utterance) {
    int start = utterance.start(symbol);
    return symbol > 0 && symbols.charAt(symbol - 1) == ' '
        ? (utterance.start(symbol - 1) + start) / 2
        : start;
  }

  /// Where a token ends that may span the blank behind it, such as `Dr. ` before a name.
  private static int withoutBlanks(Token token, String text) {
    int end = token.end();
    while (end > token.start() + 1 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static SpokenWord joined(SpokenWord first, SpokenWord last) {
    return new SpokenWord(
        first.textStart(), Math.max(first.textEnd(), last.textEnd()), first.start(), last.end());
  }
}
