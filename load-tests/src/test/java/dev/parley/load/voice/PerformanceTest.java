package dev.parley.load.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.load.voice.Speaker.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PerformanceTest {
  @Test
  void comparesWithParleyOnAsManyThreads() {
    String table =
        Performance.table(
                List.of(
                    performance("Parley", Engine.PARLEY, 2, 0.010, 0.1),
                    performance("Piper", Engine.PIPER, 2, 0.025, 0.2),
                    performance("Parley", Engine.PARLEY, 1, 0.020, 0.1),
                    performance("Piper", Engine.PIPER, 1, 0.060, 0.4)))
            .toString()
            .replaceAll(" +", " ");

    assertThat(table.lines().skip(2))
        .containsExactly(
            "| Parley | 2 | 10 | 10 | 10 | 0.20 | 8.0 | 0.0250 | 40.0 | 64 | 1.00 | 1.00 | 1.00 |",
            "| Piper | 2 | 25 | 25 | 25 | 0.40 | 8.0 | 0.0500 | 20.0 | 64 | 2.50 | 2.00 | 2.00 |",
            "| Parley | 1 | 20 | 20 | 20 | 0.20 | 8.0 | 0.0250 | 40.0 | 64 | 1.00 | 1.00 | 1.00 |",
            "| Piper | 1 | 60 | 60 | 60 | 0.80 | 8.0 | 0.1000 | 10.0 | 64 | 3.00 | 4.00 | 4.00 |");
  }

  private static Performance performance(
      String name, Engine engine, int threads, double first, double seconds) {
    Spoken spoken = new Spoken("Hello.", first, seconds, 4, Path.of("x"), List.of());
    return new Performance(
        name, engine, threads, List.of(spoken, spoken), OptionalLong.of(64 << 20));
  }
}
