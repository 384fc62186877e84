package dev.parley.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Only this package knows ONNX Runtime, in all modules of the project.
@Tag("unit")
class OnnxImportTest {
  private static final Path HERE = Path.of("dev", "parley", "inference", "onnx");

  @Test
  void onlyThisPackageImportsOnnxRuntime() throws IOException {
    Path project = Path.of("..").toAbsolutePath().normalize();
    List<Path> users;
    try (Stream<Path> modules = Files.list(project)) {
      users =
          modules
              .map(module -> module.resolve("src"))
              .filter(Files::isDirectory)
              .flatMap(OnnxImportTest::sources)
              .filter(OnnxImportTest::usesOnnxRuntime)
              .toList();
    }

    assertThat(users)
        .isNotEmpty()
        .allMatch(source -> source.resolveSibling("").normalize().endsWith(HERE));
  }

  private static Stream<Path> sources(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean usesOnnxRuntime(Path source) {
    try {
      return Files.readString(source).contains("ai." + "onnxruntime");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
