package dev.parley.load.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.client.cli.terminal.CommandFailure;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A Python process that answers a line with a line. It ends, even in the middle of an answer, by
/// [#close] or when this process is gone: both end its input. Not thread-safe, but any thread may
/// close it; who waits for an answer then gets a failure.
public final class PythonChild implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedWriter input;
  private final BufferedReader output;
  private final String ready;

  private PythonChild(Process process) throws IOException {
    this.process = process;
    this.input = process.outputWriter(StandardCharsets.UTF_8);
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.ready = answer().path("ready").asText();
  }

  /// Starts the script and waits until it is ready.
  ///
  /// @param python the interpreter
  /// @throws CommandFailure with a sentence about what is missing
  public static PythonChild start(String python, List<String> arguments) throws IOException {
    Path script = Files.createTempFile("parley-peer", ".py");
    try (InputStream source = PythonChild.class.getResourceAsStream("peer.py")) {
      if (source == null) {
        throw new IOException("peer.py is missing in the benchmarks");
      }
      Files.write(script, source.readAllBytes());
    }
    List<String> command = new ArrayList<>(List.of(python, script.toString()));
    command.addAll(arguments);
    try {
      return await(launch(python, command));
    } finally {
      // Python has read it before it answers.
      Files.deleteIfExists(script);
    }
  }

  private static Process launch(String python, List<String> command) {
    try {
      return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      throw new CommandFailure(
          "Python cannot be started as '%s'; name the interpreter with --python.".formatted(python),
          e);
    }
  }

  private static PythonChild await(Process process) throws IOException {
    try {
      return new PythonChild(process);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /// What the process says it is.
  public String ready() {
    return ready;
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
          "The Python process ended without an answer; run its command by hand to see why: "
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
      throw new CommandFailure("The Python process answered what is no JSON.", e);
    }
  }
}
