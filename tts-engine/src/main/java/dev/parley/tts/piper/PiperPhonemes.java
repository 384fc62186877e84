package dev.parley.tts.piper;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The numbers that a network has for phonemes. Immutable, thread-safe.
final class PiperPhonemes {
  private static final String START = "^";
  private static final String END = "$";

  /// Stands behind the start and behind each phoneme.
  private static final String PAD = "_";

  /// The symbols that every voice must have.
  static final Set<String> REQUIRED = Set.of(START, END, PAD);

  private final Map<String, long[]> ids;

  /// @param ids the numbers of each symbol, a code point
  PiperPhonemes(Map<String, long[]> ids) {
    this.ids = Map.copyOf(ids);
  }

  /// The network's input for IPA: a symbol is a code point, accents apart from their letters.
  /// Unknown symbols are left out.
  Input input(String phonemes) {
    LongStream.Builder ids = LongStream.builder();
    int[] bounds = new int[phonemes.length() + 1];
    int count = append(START, ids) + append(PAD, ids);
    int edges = count;
    for (int i = 0; i < phonemes.length(); ) {
      int symbol = phonemes.codePointAt(i);
      int length = Character.charCount(symbol);
      Arrays.fill(bounds, i, i + length, count);
      String letters = Normalizer.normalize(Character.toString(symbol), Normalizer.Form.NFD);
      count += letters.codePoints().map(letter -> append(letter, ids)).sum();
      i += length;
    }
    bounds[phonemes.length()] = count;
    if (count == edges) {
      return new Input(LongStream.empty(), bounds);
    }
    append(END, ids);
    return new Input(ids.build(), bounds);
  }

  /// Whether there are numbers for a symbol.
  boolean knows(int letter) {
    String symbol = Character.toString(letter);
    return ids.containsKey(symbol) && !REQUIRED.contains(symbol);
  }

  private int append(int letter, LongStream.Builder to) {
    return knows(letter) ? append(Character.toString(letter), to) + append(PAD, to) : 0;
  }

  private int append(String symbol, LongStream.Builder to) {
    long[] numbers = Objects.requireNonNull(ids.get(symbol));
    for (long number : numbers) {
      to.add(number);
    }
    return numbers.length;
  }

  /// Phonemes as the network reads them.
  static final class Input {
    private final long[] ids;
    private final int[] bounds;

    private Input(LongStream ids, int[] bounds) {
      this.ids = ids.toArray();
      this.bounds = bounds;
    }

    /// Nothing if no symbol is known.
    long[] ids() {
      return ids;
    }

    /// For each character of the phonemes, and behind them, which number is its first one.
    IntStream bounds() {
      return Arrays.stream(bounds);
    }
  }
}
