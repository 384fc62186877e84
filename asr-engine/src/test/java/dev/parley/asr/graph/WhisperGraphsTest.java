package dev.parley.asr.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.asr.checkpoint.TinyWhisper;
import dev.parley.asr.checkpoint.WhisperCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class WhisperGraphsTest {
  @TempDir private Path folder;
  private WhisperCheckpoint checkpoint;

  @BeforeEach
  void open() throws IOException {
    new TinyWhisper().safetensors(folder);
    checkpoint = WhisperCheckpoint.open(folder);
  }

  @AfterEach
  void close() {
    checkpoint.close();
  }

  @Test
  void graphsLieBesideTheCheckpointAndAreBuiltOnce() throws IOException {
    WhisperGraphs built = WhisperGraphs.obtain(checkpoint, Precision.INT8);
    assertThat(built.folder()).hasParent(folder.resolve("graphs"));
    Object file = identity(built.encoder());
    assertThat(WhisperGraphs.obtain(checkpoint, Precision.INT8)).isEqualTo(built);
    assertThat(identity(built.encoder())).isEqualTo(file);
    assertThat(names(built.folder()))
        .containsExactly(
            "decoder.weights", "encoder.onnx", "encoder.weights", "steps.onnx", "tokens.onnx");
  }

  @Test
  void eachPrecisionHasItsOwn() {
    assertThat(WhisperGraphs.obtain(checkpoint, Precision.FLOAT32))
        .isNotEqualTo(WhisperGraphs.obtain(checkpoint, Precision.INT8));
  }

  @Test
  void whereTheFirstPlaceCannotBeWrittenTheNextIsTaken() throws IOException {
    Path blocked = Files.createFile(folder.resolve("file")).resolve("graphs");
    Path other = folder.resolve("other");
    WhisperGraphs graphs =
        WhisperGraphs.obtain(checkpoint, Precision.INT8, List.of(blocked, other));
    assertThat(graphs.folder()).hasParent(other);
    assertThat(WhisperGraphs.obtain(checkpoint, Precision.INT8, List.of(blocked, other)))
        .isEqualTo(graphs);
  }

  @Test
  void whereNoPlaceCanBeWrittenOneSentenceSaysSo() throws IOException {
    Path blocked = Files.createFile(folder.resolve("file")).resolve("graphs");
    assertThatThrownBy(() -> WhisperGraphs.obtain(checkpoint, Precision.INT8, List.of(blocked)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "The tuned graphs of %s cannot be written to any of [%s]; make one of them writable."
                .formatted(folder.resolve("model.safetensors"), blocked));
  }

  @Test
  void leftoversOfABuildThatWasKilledAreRemoved() throws IOException {
    Path place = folder.resolve("graphs");
    Path leftover = Files.createDirectories(place.resolve(".unfinished-1"));
    Files.createFile(leftover.resolve("encoder.weights"));
    WhisperGraphs graphs = WhisperGraphs.obtain(checkpoint, Precision.INT8);
    assertThat(names(place))
        .containsExactly(".lock", String.valueOf(graphs.folder().getFileName()));
  }

  @Test
  void severalAtOnceShareOneBuild() throws IOException {
    List<CompletableFuture<WhisperGraphs>> builds =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> WhisperGraphs.obtain(checkpoint, Precision.INT8)))
            .toList();
    assertThat(builds.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    assertThat(names(folder.resolve("graphs"))).hasSize(2);
  }

  private static Object identity(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return attributes.fileKey() == null ? attributes.creationTime() : attributes.fileKey();
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
