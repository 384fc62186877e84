package dev.parley.asr.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Small tokenizers for tests: the 256 bytes, one token for each given word (with the blank before
/// it), the special tokens with the languages en, de and ja.
public final class TestTokenizers {
  private TestTokenizers() {}

  /// Writes the file into `folder` and reads it.
  public static Tokenizer of(Path folder, String... words) {
    Path file = folder.resolve("tokenizer.json");
    try {
      Files.writeString(file, json(words));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Tokenizer.read(file);
  }

  static String json(String... words) {
    Map<String, Integer> vocabulary = new LinkedHashMap<>();
    for (int value = 0; value < 256; value++) {
      vocabulary.put(ByteAlphabet.toCharacters(new byte[] {(byte) value}), vocabulary.size());
    }
    List<String> merges = new ArrayList<>();
    for (String word : words) {
      String characters = ByteAlphabet.toCharacters(word.getBytes(StandardCharsets.UTF_8));
      for (int length = 2; length <= characters.length(); length++) {
        String piece = characters.substring(0, length);
        if (vocabulary.putIfAbsent(piece, vocabulary.size()) == null) {
          merges.add(
              "%s %s".formatted(piece.substring(0, length - 1), piece.substring(length - 1)));
        }
      }
    }
    List<String> special =
        List.of(
            "<|endoftext|>",
            "<|startoftranscript|>",
            "<|en|>",
            "<|de|>",
            "<|ja|>",
            "<|translate|>",
            "<|transcribe|>",
            "<|startoflm|>",
            "<|startofprev|>",
            "<|nospeech|>",
            "<|notimestamps|>");
    StringBuilder added = new StringBuilder();
    for (int i = 0; i < special.size(); i++) {
      added.append(i == 0 ? "" : ",");
      added.append(
          "{\"id\":%d,\"content\":\"%s\"}".formatted(vocabulary.size() + i, special.get(i)));
    }
    return "{\"added_tokens\":[%s],\"model\":{\"vocab\":{%s},\"merges\":[%s]}}"
        .formatted(
            added,
            vocabulary.entrySet().stream()
                .map(entry -> quote(entry.getKey()) + ":" + entry.getValue())
                .collect(Collectors.joining(",")),
            merges.stream().map(TestTokenizers::quote).collect(Collectors.joining(",")));
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
