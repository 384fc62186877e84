package dev.parley.load.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.load.figures.ProcessMeter;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process that answers a line with a line. It ends, even in the middle of an answer if it is one
/// of Python, by [#close] or when this process is gone: both end its input. Not thread-safe, but
/// any thread may close it; who waits for an answer then gets a failure.
public final class PeerProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedWriter input;
  private final BufferedReader output;
  private final String ready;

  private PeerProcess(Process process) throws IOException {
    this.process = process;
    this.input = process.outputWriter(StandardCharsets.UTF_8);
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.ready = answer().path("ready").asText();
  }

  /// Starts the script `peer.py` and waits until it is ready.
  ///
  /// @param interpreter of Python
  /// @throws CommandFailure with a sentence about what is missing
  public static PeerProcess python(String interpreter, List<String> arguments) throws IOException {
    Path script = Files.createTempFile("parley-peer", ".py");
    try (InputStream source = PeerProcess.class.getResourceAsStream("peer.py")) {
      if (source == null) {
        throw new IOException("peer.py is missing in the benchmarks");
      }
      Files.write(script, source.readAllBytes());
    }
    List<String> command = new ArrayList<>(List.of(interpreter, script.toString()));
    command.addAll(arguments);
    try {
      return await(
          launch(
              command,
              "Python cannot be started as '%s'; name the interpreter with --python."
                  .formatted(interpreter)));
    } finally {
      // Python has read it before it answers.
      Files.deleteIfExists(script);
    }
  }

  /// Starts a class of this class path with this process's options for Java, and waits until it is
  /// ready.
  ///
  /// @param main reads and answers lines as the script does
  /// @throws CommandFailure with a sentence if it fails
  public static PeerProcess java(Class<?> main, List<String> arguments) throws IOException {
    Path program = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return await(
        launch(
            command,
            "Java cannot be started again as '%s'; repair that JDK or choose another with"
                    .formatted(program)
                + " PARLEY_JAVA_HOME."));
  }

  private static Process launch(List<String> command, String failure) {
    try {
      return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      throw new CommandFailure(failure, e);
    }
  }

  private static PeerProcess await(Process process) throws IOException {
    try {
      return new PeerProcess(process);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /// What the process says it is.
  public String ready() {
    return ready;
  }

  /// Measures the process.
  public ProcessMeter meter() {
    return new ProcessMeter(process.pid());
  }

  /// Asks, and waits for the answer.
  ///
  /// @throws CommandFailure with a sentence if the process failed
  public JsonNode ask(JsonNode request) throws IOException {
    input.write(JSON.writeValueAsString(request));
    input.newLine();
    input.flush();
    return answer();
  }

  @Override
  public void close() {
    try {
      input.close();
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException _) {
      process.destroyForcibly();
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode answer() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new CommandFailure(
          "A process beside this one ended without an answer; run its command by hand to see why: "
              + process.info().commandLine().orElse("python peer.py")
              + ".");
    }
    try {
      JsonNode answer = JSON.readTree(line);
      if (answer.has("error")) {
        throw new CommandFailure(answer.path("error").asText());
      }
      return answer;
    } catch (JsonProcessingException e) {
      throw new CommandFailure("A process beside this one answered what is no JSON.", e);
    }
  }
}
