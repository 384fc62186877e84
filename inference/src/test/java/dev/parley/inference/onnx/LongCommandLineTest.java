package dev.parley.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A process with many arguments, such as the files to transcribe, must survive the start of ONNX
/// Runtime.
@Tag("unit")
class LongCommandLineTest {
  @Test
  void aProcessWithManyArgumentsStarts() throws Exception {
    List<String> command =
        Stream.concat(
                Stream.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "--enable-native-access=ALL-UNNAMED",
                    Starter.class.getName()),
                IntStream.range(0, 1_000)
                    .mapToObj("/a/folder/of/recordings/recording-number-%d.wav"::formatted))
            .toList();
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  /// What the child process runs.
  static final class Starter {
    private Starter() {}

    public static void main(String[] files) {
      assertThat(files).hasSize(1_000);
      OnnxRuntime.start(Accelerator.CPU, 1);
    }
  }
}
