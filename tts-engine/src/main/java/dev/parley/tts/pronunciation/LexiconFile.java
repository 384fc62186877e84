package dev.parley.tts.pronunciation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.tts.pronunciation.Pronunciation.Alias;
import dev.parley.tts.pronunciation.Pronunciation.Sounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A lexicon as a text file: on each line a word, a tab, and how it is said: phonemes between
/// slashes, or a text that is read instead. A third column may name the alphabet of the phonemes.
/// Empty lines and lines that start with `#` are left out.
///
/// ```
/// Siobhan	/ʃɪˈvɔːn/
/// Kokoro	/kˈOkəɹO/	x-misaki
/// kg	kilograms
/// ```
public final class LexiconFile {
  private static final long LARGEST = 4 << 20;

  private LexiconFile() {}

  /// Reads a file in UTF-8.
  ///
  /// @throws IllegalArgumentException with a sentence that names the file, and the line if one is
  ///     to blame
  public static List<LexiconEntry> read(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new IllegalArgumentException(
            "The lexicon %s is larger than 4 MiB; cut it.".formatted(file));
      }
      return read(file.toString(), Files.readString(file, UTF_8));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The lexicon %s cannot be read as a text in UTF-8 (%s); check the path."
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
  }

  /// Reads the text of a file.
  ///
  /// @param name of the file, for messages
  static List<LexiconEntry> read(String name, String text) {
    List<LexiconEntry> entries = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = i == 0 ? lines.get(i).replace("\uFEFF", "") : lines.get(i);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        entries.add(entry(line));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "The lexicon %s is wrong in line %d. %s".formatted(name, i + 1, e.getMessage()), e);
      }
    }
    return entries;
  }

  private static LexiconEntry entry(String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length < 2 || columns.length > 3) {
      throw new IllegalArgumentException("Write a word, a tab, and how the word is said.");
    }
    String spoken = columns[1].strip();
    boolean sounds = spoken.length() > 1 && spoken.startsWith("/") && spoken.endsWith("/");
    if (!sounds) {
      if (columns.length == 3 && !columns[2].isBlank()) {
        throw new IllegalArgumentException("An alphabet stands only behind phonemes in slashes.");
      }
      return new LexiconEntry(columns[0], new Alias(spoken));
    }
    String name = columns.length == 3 ? columns[2].strip() : "";
    Alphabet alphabet =
        name.isEmpty()
            ? Alphabet.IPA
            : Alphabet.named(name)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "There is no alphabet '%s'; use %s.".formatted(name, Alphabet.all())));
    return new LexiconEntry(
        columns[0], new Sounds(alphabet, spoken.substring(1, spoken.length() - 1)));
  }
}
