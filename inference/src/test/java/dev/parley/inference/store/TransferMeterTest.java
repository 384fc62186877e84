package dev.parley.inference.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TransferMeterTest {
  private final RecordedEvents events = new RecordedEvents();
  private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 10);

  @Test
  void reportsTenTimesASecondWithTheRateOfThisAttempt() {
    var transfer = new PullEvent.Transfer("small/weights.bin", "pip", 10_000);
    try (TransferMeter meter = new TransferMeter(events, transfer, 4000, time::get)) {
      for (int bytes = 4100; bytes <= 5000; bytes += 100) {
        time.addAndGet(Duration.ofMillis(50).toNanos());
        meter.advance(bytes);
      }
    }

    assertThat(events.of(PullEvent.TransferStarted.class))
        .containsExactly(new PullEvent.TransferStarted(transfer, 4000));
    assertThat(events.of(PullEvent.TransferProgressed.class))
        .hasSize(5)
        .last()
        .isEqualTo(new PullEvent.TransferProgressed(transfer, 5000, 2000));
    assertThat(events.of(PullEvent.TransferEnded.class))
        .containsExactly(new PullEvent.TransferEnded(transfer, 5000));
  }

  @Test
  void writesSizesForPeople() {
    assertThat(ByteCount.text(0)).isEqualTo("0 bytes");
    assertThat(ByteCount.text(999)).isEqualTo("999 bytes");
    assertThat(ByteCount.text(1000)).isEqualTo("1.0 kB");
    assertThat(ByteCount.text(999_999)).isEqualTo("1.0 MB");
    assertThat(ByteCount.text(145_217_532)).isEqualTo("145 MB");
    assertThat(ByteCount.text(Long.MAX_VALUE)).isEqualTo("9.2 EB");
  }
}
