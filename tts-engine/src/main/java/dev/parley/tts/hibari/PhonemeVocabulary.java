package dev.parley.tts.hibari;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// The numbers that the network has for phonemes. Immutable, thread-safe.
final class PhonemeVocabulary {
  private static final long EDGE = 0;

  private final Map<String, Integer> ids;

  private PhonemeVocabulary(Map<String, Integer> ids) {
    this.ids = Map.copyOf(ids);
  }

  /// Reads `vocab.json`, an object from symbols to numbers.
  ///
  /// @throws UncheckedIOException with a sentence if the file cannot be read
  static PhonemeVocabulary read(Path file) {
    try {
      return new PhonemeVocabulary(
          new ObjectMapper()
              .readValue(file.toFile(), new TypeReference<Map<String, Integer>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The phoneme vocabulary %s cannot be read; run 'parley models verify'.".formatted(file),
          e);
    }
  }

  /// Whether the network has a number for a symbol.
  boolean knows(char symbol) {
    return ids.containsKey(String.valueOf(symbol));
  }

  /// The network's input for a string of phonemes: unknown symbols are left out, and a mark stands
  /// at both ends. Two numbers for a string without a known symbol.
  long[] ids(String phonemes) {
    long[] numbers = new long[phonemes.length() + 2];
    int count = 1;
    numbers[0] = EDGE;
    for (int i = 0; i < phonemes.length(); i++) {
      Integer id = ids.get(phonemes.substring(i, i + 1));
      if (id != null) {
        numbers[count++] = id;
      }
    }
    numbers[count++] = EDGE;
    return Arrays.copyOf(numbers, count);
  }
}
