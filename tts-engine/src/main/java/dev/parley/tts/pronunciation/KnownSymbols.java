package dev.parley.tts.pronunciation;

import java.util.function.IntPredicate;

/// Checks that a voice knows all symbols of a pronunciation.
public final class KnownSymbols {
  private KnownSymbols() {}

  /// @param written as it was given
  /// @param spelled in the voice's symbols
  /// @param known whether the voice knows a code point; blanks need not be known
  /// @return `spelled`
  /// @throws IllegalArgumentException with a sentence that names the first unknown symbol
  public static String require(String written, String spelled, IntPredicate known) {
    spelled
        .codePoints()
        .filter(symbol -> symbol != ' ' && !known.test(symbol))
        .findFirst()
        .ifPresent(
            symbol -> {
              throw new IllegalArgumentException(
                  "The voice does not know the phoneme '%s' (U+%04X) of '%s'; write it with others."
                      .formatted(Character.toString(symbol), symbol, written));
            });
    return spelled;
  }
}
