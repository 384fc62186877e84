package dev.parley.tts.english;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Words with their readings. A word in lower case also answers for its capitalised form, and the
/// other way round, unless both have an entry. Immutable, thread-safe.
final class Dictionary {
  private static final String DEFAULT = "DEFAULT";

  /// The key of the reading before a pause.
  private static final String BEFORE_PAUSE = "None";

  private final StringTable words;

  /// Readings as bytes that index into `alphabet`, from `offsets[number]` to the next offset.
  private final byte[] readings;

  private final int[] offsets;
  private final String alphabet;

  /// Words whose reading depends on their part of speech.
  private final Map<Integer, Map<String, String>> heteronyms;

  private Dictionary(
      StringTable words,
      byte[] readings,
      int[] offsets,
      String alphabet,
      Map<Integer, Map<String, String>> heteronyms) {
    this.words = words;
    this.readings = readings;
    this.offsets = offsets;
    this.alphabet = alphabet;
    this.heteronyms = heteronyms;
  }

  /// Reads an object whose values are readings or objects of readings by part of speech.
  static Dictionary read(JsonParser json) throws IOException {
    Loader loader = new Loader();
    ModelFiles.members(json, loader::word);
    return loader.dictionary();
  }

  boolean contains(String word) {
    return number(word) != StringTable.ABSENT;
  }

  /// The reading of a word, null if there is none for that part of speech.
  @Nullable String reading(String word, @Nullable String tag, boolean beforePause) {
    int number = number(word);
    if (number == StringTable.ABSENT) {
      return null;
    }
    Map<String, String> byTag = heteronyms.get(number);
    if (byTag == null) {
      return text(number);
    }
    if (beforePause && byTag.containsKey(BEFORE_PAUSE)) {
      return byTag.get(BEFORE_PAUSE);
    }
    String key = tag == null || byTag.containsKey(tag) ? tag : PartOfSpeech.family(tag);
    return key != null && byTag.containsKey(key) ? byTag.get(key) : byTag.get(DEFAULT);
  }

  private int number(String word) {
    int number = words.find(word);
    if (number != StringTable.ABSENT || word.length() < 2) {
      return number;
    }
    String lower = word.toLowerCase(Locale.ROOT);
    String capitalised = lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
    if (word.equals(lower)) {
      return words.find(capitalised);
    }
    return word.equals(capitalised) ? words.find(lower) : StringTable.ABSENT;
  }

  private String text(int number) {
    char[] symbols = new char[offsets[number + 1] - offsets[number]];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = alphabet.charAt(readings[offsets[number] + i]);
    }
    return new String(symbols);
  }

  private static final class Loader {
    private final StringTable.Builder words = new StringTable.Builder();
    private final ByteArrayOutputStream readings = new ByteArrayOutputStream(1 << 20);
    private final StringBuilder alphabet = new StringBuilder();
    private final Map<Integer, Map<String, String>> heteronyms = new HashMap<>();
    private final Map<Character, Integer> codes = new HashMap<>();
    private int[] offsets = new int[1 << 16];

    void word(String word, JsonParser json) throws IOException {
      int number = words.add(word);
      if (json.currentToken() == JsonToken.START_OBJECT) {
        // A null reading is a fact of its own: the letters are then named.
        Map<String, String> byTag = new HashMap<>();
        ModelFiles.members(json, (tag, value) -> byTag.put(tag, ModelFiles.text(value)));
        heteronyms.put(number, byTag);
      } else {
        String reading = json.getText();
        for (int i = 0; i < reading.length(); i++) {
          readings.write(code(reading.charAt(i)));
        }
      }
      if (number + 2 > offsets.length) {
        offsets = Arrays.copyOf(offsets, offsets.length * 2);
      }
      offsets[number + 1] = readings.size();
    }

    Dictionary dictionary() {
      StringTable table = words.build();
      return new Dictionary(
          table,
          readings.toByteArray(),
          Arrays.copyOf(offsets, table.size() + 1),
          alphabet.toString(),
          Map.copyOf(heteronyms));
    }

    private int code(char symbol) throws IOException {
      Integer known = codes.get(symbol);
      if (known != null) {
        return known;
      }
      if (alphabet.length() > Byte.MAX_VALUE) {
        throw new IOException("more than 128 phonemes");
      }
      int code = alphabet.length();
      alphabet.append(symbol);
      codes.put(symbol, code);
      return code;
    }
  }
}
