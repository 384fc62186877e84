package dev.parley.server.llm.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-30T18:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "retry-after, 20, PT20S",
    "retry-after, 0.5, PT0.5S",
    "retry-after-ms, 250, PT0.25S",
    "retry-after, 'Mon, 30 Nov 2026 18:01:30 GMT', PT1M30S"
  })
  void readsSecondsMillisecondsAndDates(String name, String value, Duration expected) {
    assertThat(read(name, value)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "retry-after, soon",
    "retry-after, NaN",
    "retry-after, -1",
    "retry-after, 1e12",
    "retry-after, 'Mon, 30 Nov 2026 17:00:00 GMT'",
    "other, 20"
  })
  void nonsenseIsNoTime(String name, String value) {
    assertThat(read(name, value)).isEmpty();
  }

  private static Optional<Duration> read(String name, String value) {
    Map<String, String> headers = Map.of(name, value);
    return RetryAfter.of(each -> Optional.ofNullable(headers.get(each)), () -> NOW);
  }
}
