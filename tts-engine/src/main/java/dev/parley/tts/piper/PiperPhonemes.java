package dev.parley.tts.piper;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

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
  ///
  /// @return nothing if no symbol is known
  long[] ids(String phonemes) {
    long[] body =
        Normalizer.normalize(phonemes, Normalizer.Form.NFD)
            .codePoints()
            .mapToObj(Character::toString)
            .filter(symbol -> ids.containsKey(symbol) && !REQUIRED.contains(symbol))
            .flatMapToLong(symbol -> LongStream.concat(numbers(symbol), numbers(PAD)))
            .toArray();
    if (body.length == 0) {
      return body;
    }
    return Stream.of(numbers(START), numbers(PAD), Arrays.stream(body), numbers(END))
        .flatMapToLong(part -> part)
        .toArray();
  }

  private LongStream numbers(String symbol) {
    return Arrays.stream(ids.getOrDefault(symbol, new long[0]));
  }
}
