package dev.parley.server.llm.remote;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;

/// How long a server asks to wait before the next request: `retry-after-ms` in milliseconds, or
/// `retry-after` in seconds or as a date.
public final class RetryAfter {
  private static final Duration MOST = Duration.ofDays(1);

  private RetryAfter() {}

  /// @param header the value of a header, whatever the case of its name
  /// @return empty if it says nothing, or nothing sensible
  public static Optional<Duration> of(
      Function<String, Optional<String>> header, InstantSource clock) {
    return header
        .apply("retry-after-ms")
        .flatMap(value -> number(value, 1))
        .or(() -> header.apply("retry-after").flatMap(value -> number(value, 1_000)))
        .or(() -> header.apply("retry-after").flatMap(value -> date(value, clock)))
        .filter(time -> !time.isNegative() && time.compareTo(MOST) <= 0);
  }

  private static Optional<Duration> number(String value, int milliseconds) {
    try {
      double number = Double.parseDouble(value.strip());
      return Double.isFinite(number)
          ? Optional.of(Duration.ofMillis(Math.round(number * milliseconds)))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> date(String value, InstantSource clock) {
    try {
      return Optional.of(
          Duration.between(
              clock.instant(),
              ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                  .toInstant()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
