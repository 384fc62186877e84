package dev.parley.tts.pronunciation;

import dev.parley.tts.phoneme.GivenPhonemes;
import dev.parley.tts.phoneme.Phonemes;
import dev.parley.tts.phoneme.Phonemes.Token;
import dev.parley.tts.phoneme.Phonemizer;
import dev.parley.tts.pronunciation.Pronunciation.Alias;
import dev.parley.tts.pronunciation.Pronunciation.Sounds;
import dev.parley.tts.text.SpeakableText;
import java.util.ArrayList;
import java.util.List;

/// Stands in front of a phonemizer and sees to it that given pronunciations are said.
///
/// An alias takes the place of the word before the text is read, so that it is read in its
/// sentence; phonemes are handed to the phonemizer. Either way a token spans what is written.
///
/// @param phonemizer reads the rest
/// @param inventory of the voice
public record Pronouncer(Phonemizer phonemizer, PhonemeInventory inventory) {
  /// Reads a text.
  ///
  /// @param text as it is read
  /// @param replacements in characters of the written text, in order, without overlaps
  /// @throws IllegalArgumentException with a sentence if the voice does not know a phoneme
  public Phonemes read(SpeakableText text, List<Replacement> replacements) {
    if (replacements.isEmpty()) {
      return phonemizer.phonemize(text.text());
    }
    AliasedText aliased = new AliasedText(text.text().length());
    List<GivenPhonemes> given = new ArrayList<>();
    int at = 0;
    for (Replacement replacement : replacements) {
      int start = firstFrom(replacement.start(), text, at);
      int end = firstFrom(replacement.end(), text, start);
      if (start == end) {
        continue;
      }
      aliased.keep(text.text(), at, start);
      int from = aliased.length();
      switch (replacement.spoken()) {
        case Alias(String alias) -> aliased.say(alias, start, end);
        case Sounds sounds -> {
          aliased.keep(text.text(), start, end);
          given.add(new GivenPhonemes(from, aliased.length(), inventory.spell(sounds)));
        }
      }
      at = end;
    }
    aliased.keep(text.text(), at, text.text().length());
    Phonemes phonemes = phonemizer.phonemize(aliased.text(), given);
    return new Phonemes(
        phonemes.symbols(), phonemes.tokens().stream().map(aliased::written).toList());
  }

  /// The first character from `from` on that does not stand before a place of the written text.
  private static int firstFrom(int written, SpeakableText text, int from) {
    int at = from;
    while (at < text.text().length() && text.source(at) < written) {
      at++;
    }
    return at;
  }

  /// A text in which aliases stand for words.
  private static final class AliasedText {
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> starts;
    private final List<Integer> ends;

    AliasedText(int length) {
      starts = new ArrayList<>(length);
      ends = new ArrayList<>(length);
    }

    int length() {
      return text.length();
    }

    String text() {
      return text.toString();
    }

    void keep(String source, int from, int to) {
      text.append(source, from, to);
      for (int i = from; i < to; i++) {
        starts.add(i);
        ends.add(i + 1);
      }
    }

    void say(String alias, int from, int to) {
      text.append(alias);
      for (int i = 0; i < alias.length(); i++) {
        starts.add(from);
        ends.add(to);
      }
    }

    Token written(Token token) {
      return new Token(
          starts.get(token.start()), ends.get(token.end() - 1), token.phonemes(), token.blank());
    }
  }
}
