package dev.parley.client.cli.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class GarbageLimitTest {
  private static final int MEGABYTE = 1 << 20;

  @Test
  void oldGenerationStaysSmall() throws IOException, InterruptedException {
    assertThat(mostHeld("-Xmx1g")).isLessThan(500);
  }

  @Test
  void smallHeapsAreLeftToTheCollector() throws IOException, InterruptedException {
    assertThat(mostHeld("-Xmx64m")).isLessThan(64);
  }

  /// The most megabytes that the old generation of [Buffers] held.
  private static long mostHeld(String heap) throws IOException, InterruptedException {
    // The heap of a process cannot be chosen once it runs.
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmn8m",
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                Buffers.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    return Long.parseLong(output.strip());
  }

  /// Uses buffers that live long enough to become old, and prints the most megabytes that the old
  /// generation held.
  static final class Buffers {
    private static final int LIVE = 32;
    private static final int IN_ALL = 3_000;

    private Buffers() {}

    static void main() {
      GarbageLimit.install();
      MemoryPoolMXBean old =
          ManagementFactory.getMemoryPoolMXBeans().stream()
              .filter(pool -> pool.getName().equals("Tenured Gen"))
              .findFirst()
              .orElseThrow();
      byte[][] buffers = new byte[LIVE][];
      for (int i = 0; i < IN_ALL; i++) {
        buffers[i % LIVE] = new byte[MEGABYTE];
      }
      System.out.println(old.getPeakUsage().getUsed() / MEGABYTE);
    }
  }
}
