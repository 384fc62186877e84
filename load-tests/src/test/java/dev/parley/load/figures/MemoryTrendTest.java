package dev.parley.load.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MemoryTrendTest {
  @Test
  void growthIsTheSlopeOfTheReadings() {
    MemoryTrend trend = new MemoryTrend();
    for (int i = 0; i < 8; i++) {
      trend.add(30 * i, 1_000 + 10 * i);
    }

    assertThat(trend.bytesPerHour()).isCloseTo(1_200, offset(1e-6));
    assertThat(trend.firstQuarter()).isEqualTo(1_005);
    assertThat(trend.lastQuarter()).isEqualTo(1_065);
  }

  @Test
  void oneReadingDoesNotGrow() {
    MemoryTrend trend = new MemoryTrend();
    trend.add(30, 1_000);

    assertThat(trend.bytesPerHour()).isZero();
    assertThat(trend.firstQuarter()).isEqualTo(trend.lastQuarter());
  }
}
