package dev.parley.server.llm.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.server.llm.LlmClient;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.RecordingSink;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a process ends that closes the embedded model while it computes, and what it writes to the
/// terminal.
@Tag("model")
class EmbeddedExitTest {
  private static final String COMPUTING = "computing";

  /// A process that ends while answers are computed.
  static final class Talker {
    private Talker() {}

    public static void main(String[] arguments) {
      InferenceExecutor executor = new InferenceExecutor(2, 256);
      LlmClient client =
          EmbeddedLlmClient.load(
              EmbeddedSettings.of(Path.of(arguments[0])),
              OnnxRuntime.start(Accelerator.CPU),
              executor);
      Prompt story =
          new Prompt(Prompt.DEFAULT_SYSTEM, List.of(new Message.User("Tell me a long story.")), 80);
      RecordingSink sink = RecordingSink.open();
      client.generate(story, sink);
      client.generate(story, RecordingSink.open());
      sink.awaitFirstToken();
      System.out.println(COMPUTING);
      client.close();
      executor.close();
      switch (arguments[1]) {
        case "exit" -> System.exit(0);
        case "halt" -> Runtime.getRuntime().halt(0);
        default -> {}
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit", "halt", "return"})
  void endsInOrderWithoutAWord(String way, @TempDir Path folder) throws Exception {
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:ErrorFile=" + folder.resolve("crash"),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Talker.class.getName(),
                EmbeddedLlmClientTest.file().toString(),
                way)
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo(COMPUTING);

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

      assertThat(process.exitValue()).isZero();
      assertThat(output.readLine()).isNull();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readAllLines(errors)).filteredOn(line -> !line.startsWith("SLF4J")).isEmpty();
    assertThat(folder).isDirectoryNotContaining("glob:**crash");
  }
}
