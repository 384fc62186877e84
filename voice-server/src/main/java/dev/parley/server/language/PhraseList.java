package dev.parley.server.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Phrases by language, each a list of [Words]. A resource has one line a language: its ISO 639-1
/// code, a colon, and phrases between commas.
public final class PhraseList {
  private static final Pattern COMMA = Pattern.compile(",");

  /// Words by which a listener says no more than "I am listening".
  public static final PhraseList BACK_CHANNELS = read("back-channels.txt");

  /// Words that no utterance ends with: articles, conjunctions, possessives, prepositions that want
  /// a noun, and the sounds of somebody who thinks.
  public static final PhraseList OPEN_ENDINGS = read("open-endings.txt");

  /// Digits as words.
  public static final PhraseList DIGITS = read("digits.txt");

  private final Map<String, Set<List<String>>> phrases;

  private PhraseList(Map<String, Set<List<String>>> phrases) {
    this.phrases = phrases;
  }

  /// The phrases of a language; none if the list does not have it.
  public Set<List<String>> of(String language) {
    return phrases.getOrDefault(language, Set.of());
  }

  /// The phrases of all languages.
  public Set<List<String>> all() {
    return phrases.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
  }

  private static PhraseList read(String resource) {
    Map<String, Set<List<String>>> phrases = new HashMap<>();
    try (InputStream file =
        Objects.requireNonNull(PhraseList.class.getResourceAsStream(resource))) {
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .forEach(
              line -> {
                int colon = line.indexOf(':');
                phrases.put(
                    line.substring(0, colon),
                    COMMA
                        .splitAsStream(line.substring(colon + 1))
                        .map(Words::of)
                        .collect(Collectors.toUnmodifiableSet()));
              });
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The list %s of this build cannot be read.".formatted(resource), e);
    }
    return new PhraseList(phrases);
  }
}
