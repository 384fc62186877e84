package dev.parley.tts.ssml;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the text of a `<say-as>` is.
enum Interpretation {
  CHARACTERS("characters", "spell-out", "verbatim"),
  DIGITS("digits"),
  CARDINAL("cardinal", "number"),
  ORDINAL("ordinal"),
  FRACTION("fraction"),
  DATE("date"),
  TIME("time"),
  TELEPHONE("telephone"),
  UNIT("unit"),
  CURRENCY("currency"),
  /// Not to be heard: silence as long as the word.
  EXPLETIVE("expletive", "bleep");

  private static final String SEPARATOR = ", ";

  /// Separated by [#SEPARATOR].
  private final String names;

  Interpretation(String... names) {
    this.names = String.join(SEPARATOR, names);
  }

  static Optional<Interpretation> named(String name) {
    return Arrays.stream(values())
        .filter(known -> Arrays.asList(known.names.split(SEPARATOR)).contains(name))
        .findFirst();
  }

  /// All names, for messages.
  static String all() {
    return Arrays.stream(values())
        .map(interpretation -> interpretation.names)
        .collect(Collectors.joining(SEPARATOR));
  }
}
