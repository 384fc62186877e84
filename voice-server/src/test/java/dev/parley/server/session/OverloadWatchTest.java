package dev.parley.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.asr.Lag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class OverloadWatchTest {
  private final List<Lag> told = new ArrayList<>();
  private final OverloadWatch watch = new OverloadWatch(told::add);

  @Test
  void tellsChangesAtMostOnceASecond() {
    check(0, lag(200, false));
    check(20, lag(1_500, false));
    check(40, lag(1_900, true));
    check(1_030, lag(2_600, true));
    check(3_000, lag(2_700, true));
    check(3_500, lag(100, false));
    check(9_000, lag(100, false));

    assertThat(told).containsExactly(lag(1_500, false), lag(2_600, true), Lag.NONE);
  }

  private void check(long milliseconds, Lag lag) {
    watch.check(lag, Duration.ofMillis(5_000 + milliseconds).toNanos());
  }

  private static Lag lag(long milliseconds, boolean shed) {
    return new Lag(Duration.ofMillis(milliseconds), shed);
  }
}
