package dev.parley.server.llm.embedded;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.CsvSource;

/// How a process with the embedded model ends, and what it writes to the terminal.
@Tag("model")
class EmbeddedExitTest {
  private static final String COMPUTING = "computing";

  /// A process that ends while answers are computed.
  static final class Talker {
    private Talker() {}

    public static void main(String[] arguments) {
      LlmClient client = EmbeddedLlmClient.load(EmbeddedSettings.of(Path.of(arguments[0])));
      Prompt story =
          new Prompt(Prompt.DEFAULT_SYSTEM, List.of(new Message.User("Tell me a long story.")), 80);
      RecordingSink sink = RecordingSink.open();
      client.generate(story, sink);
      client.generate(story, RecordingSink.open());
      sink.awaitFirstToken();
      Runtime.getRuntime().addShutdownHook(new Thread(client::close));
      System.out.println(COMPUTING);
      switch (arguments[1]) {
        case "exit" -> System.exit(0);
        case "halt" -> {
          client.close();
          Runtime.getRuntime().halt(0);
        }
        default -> sink.awaitFinished();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"exit, 0", "halt, 0", "signal, 143"})
  void endsInOrderWithoutAWord(String way, int status, @TempDir Path folder) throws Exception {
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
      if (way.equals("signal")) {
        // Through the handle, as destroying the process itself would close its output as well.
        process.toHandle().destroy();
      }

      assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();

      assertThat(process.exitValue()).isEqualTo(status);
      assertThat(output.readLine()).isNull();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readAllLines(errors)).filteredOn(line -> !line.startsWith("SLF4J")).isEmpty();
    assertThat(folder).isDirectoryNotContaining("glob:**{crash,parley-language-model*}");
  }
}
