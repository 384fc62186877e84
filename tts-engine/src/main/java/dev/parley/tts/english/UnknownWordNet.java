package dev.parley.tts.english;

import static dev.parley.tts.english.ModelFiles.members;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.parley.inference.onnx.ModelOptions;
import dev.parley.inference.onnx.ModelOutputs;
import dev.parley.inference.onnx.OnnxModel;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.onnx.Tensor;
import java.io.IOException;
import java.nio.LongBuffer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Guesses how a word that no lexicon holds is said, from its letters, with a small transformer
/// whose output is read as CTC: repetitions collapse, blanks go. Thread-safe.
final class UnknownWordNet implements AutoCloseable {
  private static final int CACHED_WORDS = 4_096;
  private static final int LONGEST_WORD = 24;
  private static final int BLANK = 0;

  /// The net imitates espeak, which names the language it switches to in brackets.
  private static final Pattern NOT_SPOKEN = Pattern.compile("\\([^()]*+\\)|[()\\-1ʀ]");

  private final OnnxModel model;
  private final Alphabet alphabet;

  /// Least recently used words go first.
  private final Map<String, String> cache =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
              return size() > CACHED_WORDS;
            }
          });

  private record Alphabet(Map<String, Integer> letters, List<String> phonemes, int longest) {
    static Alphabet read(JsonParser json) throws IOException {
      Map<String, Integer> letters = new HashMap<>();
      List<String> phonemes = new ArrayList<>();
      int[] longest = {LONGEST_WORD};
      members(
          json,
          (name, value) -> {
            switch (name) {
              case "in" -> {
                while (value.nextToken() != JsonToken.END_ARRAY) {
                  letters.put(value.getText(), letters.size() + 1);
                }
              }
              case "out" -> {
                while (value.nextToken() != JsonToken.END_ARRAY) {
                  phonemes.add(value.getText());
                }
              }
              case "maxlen" -> longest[0] = value.getIntValue();
              default -> value.skipChildren();
            }
          });
      return new Alphabet(Map.copyOf(letters), List.copyOf(phonemes), longest[0]);
    }
  }

  private UnknownWordNet(OnnxModel model, Alphabet alphabet) {
    this.model = model;
    this.alphabet = alphabet;
  }

  static UnknownWordNet load(ModelFiles files, OnnxRuntime runtime, Accent accent) {
    String name =
        switch (accent) {
          case AMERICAN -> "oov";
          case BRITISH -> "oov_gb";
        };
    Alphabet alphabet = files.read(name + ".json", Alphabet::read);
    return new UnknownWordNet(
        runtime.load(files.path(name + ".onnx"), ModelOptions.SMALL), alphabet);
  }

  /// The reading of a word; empty if it has no letter that the net knows. Of a word longer than the
  /// net can see the beginning is said.
  String read(String word) {
    long[] letters = letters(word);
    if (letters.length == 0) {
      return "";
    }
    String key = word.length() > Lexicon.LONGEST_WORD ? null : word;
    String cached = key == null ? null : cache.get(key);
    if (cached != null) {
      return cached;
    }
    String reading = run(letters);
    if (key != null) {
      cache.put(key, reading);
    }
    return reading;
  }

  @Override
  public void close() {
    model.close();
  }

  private long[] letters(String word) {
    return word.codePoints()
        .mapToObj(Character::toString)
        .map(letter -> alphabet.letters().containsKey(letter) ? letter : withoutAccent(letter))
        .filter(alphabet.letters()::containsKey)
        .limit(alphabet.longest())
        .mapToLong(alphabet.letters()::get)
        .toArray();
  }

  private static String withoutAccent(String letter) {
    String parts = Normalizer.normalize(letter, Normalizer.Form.NFD);
    return parts.substring(0, parts.offsetByCodePoints(0, 1));
  }

  private String run(long[] letters) {
    StringBuilder reading = new StringBuilder();
    try (Tensor input = Tensor.ofLongs(letters, 1, letters.length);
        ModelOutputs outputs = model.run(Map.of("chars", input))) {
      LongBuffer ids = outputs.get("ids").longs();
      int previous = BLANK;
      while (ids.hasRemaining()) {
        int id = (int) ids.get();
        if (id != previous && id != BLANK) {
          reading.append(alphabet.phonemes().get(id - 1));
        }
        previous = id;
      }
    }
    return NOT_SPOKEN.matcher(reading).replaceAll("").strip();
  }
}
