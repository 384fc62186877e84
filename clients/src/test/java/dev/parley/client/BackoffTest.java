package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class BackoffTest {
  @Test
  void waitsTwiceAsLongEveryTimeUpToALimitAndByChanceLess() {
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), new Random(1));
    long most = 100;
    for (int attempt = 0; attempt < 100; attempt++) {
      assertThat(backoff.delay(attempt).toNanos() / 1e6).isBetween(most / 2.0, (double) most);
      most = Math.min(2 * most, 5_000);
    }
    assertThat(backoff.delay(3)).isNotEqualTo(backoff.delay(3));
  }
}
