package dev.parley.inference.store;

import static dev.parley.inference.store.SmallModels.manifest;
import static dev.parley.inference.store.SmallModels.onHub;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
@Timeout(120)
class ConcurrentPullTest {
  private static final byte[] WEIGHTS = SmallModels.bytes(1, 100_000);

  @TempDir Path folder;

  @Test
  void secondThreadWaitsForTheFirst() throws Exception {
    try (TestHub hub = new TestHub()) {
      hub.serve(SmallModels.REPOSITORY, "weights.bin", WEIGHTS);
      hub.closeGate();
      CountDownLatch waiting = new CountDownLatch(1);
      FutureTask<Path> first = new FutureTask<>(() -> store(hub).obtain("small", _ -> {}));
      FutureTask<Path> second =
          new FutureTask<>(
              () ->
                  store(hub)
                      .obtain(
                          "small",
                          event -> {
                            if (event instanceof PullEvent.Waiting) {
                              waiting.countDown();
                            }
                          }));

      Thread.ofVirtual().start(first);
      hub.awaitRequest();
      Thread.ofVirtual().start(second);
      waiting.await();
      hub.openGate();

      assertThat(first.get()).isEqualTo(second.get());
      assertThat(hub.requests()).hasSize(1);
    }
  }

  @Test
  void secondProcessWaitsForTheFirst() throws Exception {
    try (TestHub hub = new TestHub()) {
      hub.serve(SmallModels.REPOSITORY, "weights.bin", WEIGHTS);
      hub.closeGate();

      Process first = start(hub);
      hub.awaitRequest();
      Process second = start(hub);
      try (BufferedReader output = second.inputReader()) {
        assertThat(output.readLine()).startsWith("Waiting[lock=");
        hub.openGate();
        assertThat(output.lines()).last().isEqualTo("done");
      }

      assertThat(first.waitFor()).isZero();
      assertThat(second.waitFor()).isZero();
      assertThat(hub.requests()).hasSize(1);
    }
  }

  private ModelStore store(TestHub hub) {
    return new ModelStore(
        folder, manifest(onHub("weights.bin", WEIGHTS)), SmallModels.settings(hub.endpoint()));
  }

  private Process start(TestHub hub) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            OtherProcess.class.getName(),
            folder.toString(),
            hub.endpoint())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /// A process that pulls the same model, prints the events and `done`.
  static final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] arguments) {
      new ModelStore(
              Path.of(arguments[0]),
              manifest(onHub("weights.bin", WEIGHTS)),
              SmallModels.settings(arguments[1]))
          .obtain("small", System.out::println);
      System.out.println("done");
    }
  }
}
