package dev.parley.inference.store;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The program `pip` as the user has configured it. No address of an index is ever given to it.
final class PipProgram implements AutoCloseable {
  /// The ways to start pip, in the order in which they are tried.
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("python3", "-m", "pip"),
          List.of("pip"),
          List.of("python", "-m", "pip"),
          List.of("py", "-m", "pip"));

  /// How the complaint of a Python without pip ends.
  private static final String NO_PIP = "No module named pip";

  private static final long POLL_MILLISECONDS = 100;

  private final StoreSettings settings;
  private final StoreFolder folder;
  private final Manifest manifest;
  private final PullListener listener;
  private @Nullable List<String> command;
  private @Nullable Path scratch;

  PipProgram(StoreSettings settings, StoreFolder folder, Manifest manifest, PullListener listener) {
    this.settings = settings;
    this.folder = folder;
    this.manifest = manifest;
    this.listener = listener;
  }

  /// Downloads one wheel. It lives until [#close].
  ///
  /// @throws SourceException if there is no pip or it does not have the wheel
  /// @throws IOException if the store cannot be written
  Path download(String requirement) throws SourceException, IOException {
    Path work = Files.createTempDirectory(scratch(), "wheel-");
    var transfer = new PullEvent.Transfer(requirement, "pip", manifest.wheelBytes(requirement));
    try (TransferMeter meter = new TransferMeter(listener, transfer, 0, System::nanoTime)) {
      for (List<String> candidate : candidates()) {
        Path output = work.resolve("output.txt");
        int status = run(arguments(candidate, work, requirement), work, output, meter);
        List<String> lines = lines(output);
        if (status != 0 && lines.stream().anyMatch(line -> line.endsWith(NO_PIP))) {
          continue;
        }
        command = candidate;
        if (status != 0) {
          throw new SourceException(
              "does not give %s: %s".formatted(requirement, complaint(lines, status)));
        }
        Path wheel = wheelIn(work, requirement);
        meter.advance(Files.size(wheel));
        return wheel;
      }
    }
    throw new SourceException(
        COMMANDS.stream()
            .map(words -> String.join(" ", words))
            .collect(Collectors.joining(", ", "is not installed (looked for ", ")")));
  }

  @Override
  public void close() {
    if (scratch != null) {
      StoreFolder.deleteTree(scratch);
    }
  }

  private Path scratch() {
    if (scratch == null) {
      scratch = folder.createScratch();
    }
    return scratch;
  }

  private int run(List<String> arguments, Path work, Path output, TransferMeter meter)
      throws SourceException {
    ProcessBuilder builder = new ProcessBuilder(arguments);
    builder.environment().clear();
    builder.environment().putAll(settings.environment());
    // pip downloads into its temporary folder first: there its progress can be seen, and there is
    // room where the models go.
    builder.environment().put("TMPDIR", work.toString());
    builder.environment().put("TEMP", work.toString());
    builder.environment().put("PYTHONUTF8", "1");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new SourceException("cannot be started: " + e.getMessage());
    }
    try {
      process.getOutputStream().close();
      while (!process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        meter.advance(largestFile(work));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelUnavailableException("The pull of models was interrupted.", e);
    } catch (IOException e) {
      throw new SourceException("cannot be run: " + e.getMessage());
    } finally {
      process.destroy();
    }
  }

  /// The command that has worked, else all that can be started.
  private List<List<String>> candidates() {
    if (command != null) {
      return List.of(command);
    }
    return COMMANDS.stream()
        .flatMap(words -> find(words.getFirst()).stream().map(program -> with(program, words)))
        .toList();
  }

  private static List<String> with(Path program, List<String> words) {
    return Stream.concat(Stream.of(program.toString()), words.stream().skip(1)).toList();
  }

  // A source distribution would run its own code, and the wheels hold data for any Python.
  private static List<String> arguments(List<String> pip, Path folder, String requirement) {
    List<String> options =
        List.of(
            "download",
            "--no-deps",
            "--only-binary=:all:",
            "--ignore-requires-python",
            "--disable-pip-version-check",
            "--no-input",
            "--progress-bar=off",
            "-d",
            folder.toString(),
            requirement);
    return Stream.concat(pip.stream(), options.stream()).toList();
  }

  private Optional<Path> find(String program) {
    return settings.programFolders().stream()
        .flatMap(
            directory -> Stream.of(program, program + ".exe").map(name -> directory.resolve(name)))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .filter(file -> File.separatorChar == '/' || file.toString().endsWith(".exe"))
        .findFirst();
  }

  private static long largestFile(Path folder) {
    try {
      return filesIn(folder).stream().map(Path::toFile).mapToLong(File::length).max().orElse(0);
    } catch (IOException | UncheckedIOException _) {
      // pip moves its files while we look.
      return 0;
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }

  private static Path wheelIn(Path folder, String requirement) throws IOException, SourceException {
    return filesIn(folder).stream()
        .filter(file -> file.toString().endsWith(".whl"))
        .findFirst()
        .orElseThrow(() -> new SourceException("gave no wheel for " + requirement));
  }

  private static List<String> lines(Path output) throws IOException {
    return new String(Files.readAllBytes(output), StandardCharsets.UTF_8).lines().toList();
  }

  /// The line of pip's output that says most.
  private static String complaint(List<String> lines, int status) {
    boolean unanswered = lines.stream().anyMatch(line -> line.contains("Retrying ("));
    return lines.stream()
            .filter(line -> line.startsWith("ERROR: "))
            .map(line -> line.substring("ERROR: ".length()).strip())
            .reduce((first, second) -> second)
            .orElse("it ended with status " + status)
        + (unanswered ? " (its index did not answer)" : "");
  }
}
