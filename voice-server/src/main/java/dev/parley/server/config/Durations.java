package dev.parley.server.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them: `500ms`, `1.5s`, `5m`, `1h`.
final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h)");

  private Durations() {}

  /// @throws IllegalArgumentException with half a sentence if the text is none
  static Duration read(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a duration; write 500ms, 1.5s, 5m or 1h".formatted(text));
    }
    double number = Double.parseDouble(matcher.group(1));
    long unit =
        switch (matcher.group(2)) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m" -> 60_000;
          case "h" -> 3_600_000;
          default -> throw new AssertionError(matcher.group(2));
        };
    return Duration.ofMillis(Math.round(number * unit));
  }

  /// The value for a message; a duration in the form that [#read] takes.
  static String write(Object value) {
    if (!(value instanceof Duration duration)) {
      return String.valueOf(value);
    }
    long milliseconds = duration.toMillis();
    if (milliseconds % 1_000 != 0) {
      return milliseconds + "ms";
    }
    return milliseconds / 1_000 + "s";
  }
}
