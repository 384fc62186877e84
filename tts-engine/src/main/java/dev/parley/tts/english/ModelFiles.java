package dev.parley.tts.english;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Reads the JSON files of the model `english-phonemes` as streams: as trees they would need ten
/// times the memory of what is kept.
final class ModelFiles {
  /// Every name occurs once, so sharing names would only cost time and memory.
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

  /// Takes what it wants from a parser that stands on the first token of the file.
  @FunctionalInterface
  interface Reader<T> {
    T read(JsonParser json) throws IOException;
  }

  /// Takes one member of an object; the parser stands on the first token of its value and must be
  /// left on the last one.
  @FunctionalInterface
  interface Member {
    void read(String name, JsonParser json) throws IOException;
  }

  private final Path folder;

  ModelFiles(Path folder) {
    this.folder = folder;
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /// Reads a file, unpacking it if its name ends in `.gz`.
  ///
  /// @throws UncheckedIOException with a sentence if the file is missing or no JSON
  <T> T read(String name, Reader<T> reader) {
    try (InputStream file = open(name);
        JsonParser json = JSON.createParser(file)) {
      json.nextToken();
      return reader.read(json);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The English phonemes in %s cannot be read (%s: %s); run 'parley models verify'."
              .formatted(folder, name, e.getMessage()),
          e);
    }
  }

  /// Passes on every member of the object on which the parser stands.
  static void members(JsonParser json, Member member) throws IOException {
    expect(JsonToken.START_OBJECT, json);
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      member.read(name, json);
    }
  }

  static void expect(JsonToken token, JsonParser json) throws IOException {
    if (json.currentToken() != token) {
      throw new IOException("%s where %s belongs".formatted(json.currentToken(), token));
    }
  }

  /// The text of a string value, null for JSON's null.
  static @Nullable String text(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText();
  }

  private InputStream open(String name) throws IOException {
    InputStream file = new BufferedInputStream(Files.newInputStream(path(name)), 1 << 16);
    return name.endsWith(".gz") ? new GZIPInputStream(file, 1 << 16) : file;
  }
}
