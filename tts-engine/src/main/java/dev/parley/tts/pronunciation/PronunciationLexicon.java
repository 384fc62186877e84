package dev.parley.tts.pronunciation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How certain words are said. Immutable, thread-safe.
///
/// A word matches as it is written before it matches in another case, a longer one before a shorter
/// one, and an earlier entry before a later one. Only whole words match, also with `'s` behind them
/// and between hyphens, but neither parts of words nor of addresses.
public final class PronunciationLexicon {
  /// The most entries.
  public static final int MOST_ENTRIES = 10_000;

  public static final PronunciationLexicon EMPTY = new PronunciationLexicon(List.of());

  private final List<LexiconEntry> entries;
  private final LexiconTree exact = new LexiconTree(false);
  private final LexiconTree anyCase = new LexiconTree(true);

  private PronunciationLexicon(List<LexiconEntry> entries) {
    this.entries = List.copyOf(entries);
    entries.forEach(exact::add);
    entries.forEach(anyCase::add);
  }

  /// @throws IllegalArgumentException with a sentence if there are too many
  public static PronunciationLexicon of(List<LexiconEntry> entries) {
    if (entries.size() > MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "%d lexicon entries are too many; use at most %d."
              .formatted(entries.size(), MOST_ENTRIES));
    }
    return entries.isEmpty() ? EMPTY : new PronunciationLexicon(entries);
  }

  /// The entries in the order of their rank.
  public List<LexiconEntry> entries() {
    return entries;
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /// These entries, and those of another lexicon behind them.
  public PronunciationLexicon over(PronunciationLexicon other) {
    if (entries.isEmpty()) {
      return other;
    }
    return other.entries.isEmpty()
        ? this
        : new PronunciationLexicon(
            Stream.concat(entries.stream(), other.entries.stream()).toList());
  }

  /// The entries that a voice can say.
  public PronunciationLexicon knownTo(PhonemeInventory voice) {
    List<LexiconEntry> known =
        entries.stream().filter(entry -> voice.knows(entry.spoken())).toList();
    return known.size() == entries.size() ? this : of(known);
  }

  /// Makes sure that a voice can say all entries.
  ///
  /// @throws IllegalArgumentException with a sentence that names the first entry it cannot say
  public void require(PhonemeInventory voice) {
    for (LexiconEntry entry : entries) {
      try {
        voice.require(entry.spoken());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "The lexicon entry '%s' cannot be said. %s".formatted(entry.word(), e.getMessage()), e);
      }
    }
  }

  /// Where the words stand in a text, in order, without overlaps. Takes time linear in the text.
  public List<Replacement> in(String text) {
    List<Replacement> found = new ArrayList<>();
    int at = entries.isEmpty() ? text.length() : 0;
    while (at < text.length()) {
      LexiconTree.Found word = WordEdge.isStart(text, at) ? longest(text, at) : null;
      if (word == null) {
        at++;
        continue;
      }
      boolean possessive = WordEdge.isPossessive(text, word.end());
      int end = possessive ? word.end() + 2 : word.end();
      found.add(
          new Replacement(at, end, possessive ? Possessive.of(word.spoken()) : word.spoken()));
      at = end;
    }
    return found;
  }

  private LexiconTree.@Nullable Found longest(String text, int start) {
    LexiconTree.Found asWritten = exact.longest(text, start);
    LexiconTree.Found inAnyCase = anyCase.longest(text, start);
    boolean longer = inAnyCase != null && (asWritten == null || inAnyCase.end() > asWritten.end());
    return longer ? inAnyCase : asWritten;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PronunciationLexicon that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return "PronunciationLexicon[%d entries]".formatted(entries.size());
  }
}
