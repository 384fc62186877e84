package dev.parley.tts.ssml;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the lengths of pauses and sees to it that they do not add up to an endless reply.
final class Breaks {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration MOST = Duration.ofMinutes(2);
  private static final Pattern TIME =
      Pattern.compile("\\+?(\\d{1,7}(?:\\.\\d{1,7})?|\\.\\d{1,7})\\s*(ms|s)");

  private Duration total = Duration.ZERO;

  /// A pause.
  ///
  /// @param time such as `500ms`; goes before the strength
  /// @param strength such as `medium`
  /// @throws IllegalArgumentException with half a sentence if it is none or too long
  Duration read(@Nullable String time, @Nullable String strength) {
    Duration length = strength == null ? Duration.ofMillis(400) : ofStrength(strength);
    if (time != null) {
      length = ofTime(time);
    }
    total = total.plus(length);
    if (total.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "the breaks of a document may add up to %d s; shorten them".formatted(MOST.toSeconds()));
    }
    return length;
  }

  private static Duration ofTime(String time) {
    Matcher matcher = TIME.matcher(time.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a break of '%s' is none; write a time such as 500ms or 1.5s".formatted(time));
    }
    double seconds =
        Double.parseDouble(matcher.group(1)) / (matcher.group(2).equals("s") ? 1 : 1_000);
    if (seconds > LONGEST.toSeconds()) {
      throw new IllegalArgumentException(
          "a break of %s is too long; use at most %d s".formatted(time, LONGEST.toSeconds()));
    }
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private static Duration ofStrength(String strength) {
    return Duration.ofMillis(
        switch (strength) {
          case "none" -> 0;
          case "x-weak" -> 100;
          case "weak" -> 200;
          case "medium" -> 400;
          case "strong" -> 700;
          case "x-strong" -> 1_200;
          default ->
              throw new IllegalArgumentException(
                  "a break has no strength '%s'; use none, x-weak, weak, medium, strong or x-strong"
                      .formatted(strength));
        });
  }
}
