package dev.parley.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class LeadLimitTest {
  private final VirtualClock clock = new VirtualClock();
  private final LeadLimit limit = new LeadLimit(clock, Duration.ofSeconds(1));

  @Test
  void aSecondIsSentAtOnceAndTheRestAsItIsHeard() throws InterruptedException {
    limit.await(Duration.ZERO);
    limit.await(Duration.ofSeconds(1));
    CompletableFuture<Void> more = await(Duration.ofMillis(1_400));
    clock.advance(Duration.ofMillis(399));
    assertThat(more).isNotDone();

    while (!more.isDone()) {
      clock.advance(Duration.ofMillis(1));
    }
  }

  @Test
  void aListenerWhoHadNothingToPlayGetsAWholeLeadAgain() throws InterruptedException {
    limit.await(Duration.ZERO);
    clock.advance(Duration.ofSeconds(30));
    limit.await(Duration.ofMillis(500));
    limit.await(Duration.ofMillis(1_500));
    CompletableFuture<Void> more = await(Duration.ofMillis(1_600));
    clock.advance(Duration.ofMillis(99));
    assertThat(more).isNotDone();

    while (!more.isDone()) {
      clock.advance(Duration.ofMillis(1));
    }
  }

  @Test
  void withoutALeadNothingWaits() throws InterruptedException {
    LeadLimit none = new LeadLimit(clock, Duration.ZERO);
    none.await(Duration.ZERO);
    none.await(Duration.ofHours(1));
  }

  private CompletableFuture<Void> await(Duration sent) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                limit.await(sent);
                done.complete(null);
              } catch (InterruptedException e) {
                done.completeExceptionally(e);
              }
            });
    return done;
  }
}
