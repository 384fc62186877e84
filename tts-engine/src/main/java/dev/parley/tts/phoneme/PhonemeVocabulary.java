package dev.parley.tts.phoneme;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// The numbers that networks of misaki's alphabet have for phonemes. Immutable, thread-safe.
public final class PhonemeVocabulary {
  private static final long EDGE = 0;

  private final Map<String, Integer> ids;

  private PhonemeVocabulary(Map<String, Integer> ids) {
    this.ids = Map.copyOf(ids);
  }

  /// Reads `vocab.json`, an object from symbols to numbers.
  ///
  /// @throws UncheckedIOException with a sentence if the file cannot be read
  public static PhonemeVocabulary read(Path file) {
    try (InputStream json = Files.newInputStream(file)) {
      return read(json);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The phoneme vocabulary %s cannot be read; run 'parley models verify'.".formatted(file),
          e);
    }
  }

  /// Reads an object from symbols to numbers. The caller closes the stream.
  public static PhonemeVocabulary read(InputStream json) throws IOException {
    return new PhonemeVocabulary(
        new ObjectMapper().readValue(json, new TypeReference<Map<String, Integer>>() {}));
  }

  /// Whether the network has a number for a symbol.
  public boolean knows(char symbol) {
    return ids.containsKey(String.valueOf(symbol));
  }

  /// Whether the network has a number for a code point.
  public boolean knows(int symbol) {
    return Character.isBmpCodePoint(symbol) && knows((char) symbol);
  }

  /// The network's input for a string of phonemes: unknown symbols are left out, and a mark stands
  /// at both ends. Two numbers for a string without a known symbol.
  public long[] ids(String phonemes) {
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

  /// The sample at which each symbol of a string starts, and behind them where the last one ends;
  /// unknown symbols take no time.
  ///
  /// @param phonemes of which the network was given the [#ids]
  /// @param durations of these numbers, of any unit
  /// @param samples how many samples all of them last
  public int[] bounds(String phonemes, double[] durations, long samples) {
    double samplesPerUnit = samples / Arrays.stream(durations).sum();
    int[] bounds = new int[phonemes.length() + 1];
    // Before the first symbol and behind the last one, the network marks the edges.
    double passed = durations[0];
    int index = 1;
    for (int i = 0; i < phonemes.length(); i++) {
      bounds[i] = (int) Math.round(passed * samplesPerUnit);
      if (knows(phonemes.charAt(i))) {
        passed += durations[index++];
      }
    }
    bounds[phonemes.length()] = (int) Math.round(passed * samplesPerUnit);
    return bounds;
  }
}
