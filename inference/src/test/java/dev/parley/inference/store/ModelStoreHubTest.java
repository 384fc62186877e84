package dev.parley.inference.store;

import static dev.parley.inference.store.SmallModels.manifest;
import static dev.parley.inference.store.SmallModels.onHub;
import static dev.parley.inference.store.SmallModels.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class ModelStoreHubTest {
  private static final byte[] WEIGHTS = SmallModels.bytes(1, 300_000);
  private static final String REQUEST = "/owner/small/resolve/main/weights.bin";

  @TempDir Path folder;
  private final RecordedEvents events = new RecordedEvents();
  private TestHub hub;

  @BeforeEach
  void startHub() throws IOException {
    hub = new TestHub();
    hub.serve(SmallModels.REPOSITORY, "weights.bin", WEIGHTS);
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  @Test
  void pullsAFileAndTellsEachStep() throws IOException {
    Path model = store(onHub("weights.bin", WEIGHTS)).obtain("small", events);

    assertThat(model).isEqualTo(folder.resolve("small"));
    assertThat(Files.readAllBytes(model.resolve("weights.bin"))).isEqualTo(WEIGHTS);
    var transfer =
        new PullEvent.Transfer("small/weights.bin", "the hub " + hub.endpoint(), WEIGHTS.length);
    assertThat(events.of(PullEvent.PullStarted.class))
        .containsExactly(new PullEvent.PullStarted(folder, 1, WEIGHTS.length));
    assertThat(events.of(PullEvent.TransferStarted.class))
        .containsExactly(new PullEvent.TransferStarted(transfer, 0));
    assertThat(events.of(PullEvent.TransferEnded.class))
        .containsExactly(new PullEvent.TransferEnded(transfer, WEIGHTS.length));
    assertThat(events.of(PullEvent.FileReady.class))
        .containsExactly(
            new PullEvent.FileReady(
                "small", "weights.bin", WEIGHTS.length, "the hub " + hub.endpoint()));
    assertThat(events.warnings()).isEmpty();
  }

  @Test
  void asksNobodyOnceTheFilesAreThere() {
    ManifestFile file = onHub("weights.bin", WEIGHTS);
    store(file).obtain("small", events);

    store(file).obtain("small", events);

    assertThat(hub.requests()).containsExactly(REQUEST);
    assertThat(folder.resolve("small").resolve(".verified")).exists();
  }

  @Test
  void goesOnWhereAConnectionWasCut() throws IOException {
    hub.cutNextAnswerAfter(100_000);

    Path model = store(onHub("weights.bin", WEIGHTS)).obtain("small", events);

    assertThat(Files.readAllBytes(model.resolve("weights.bin"))).isEqualTo(WEIGHTS);
    assertThat(hub.requests()).hasSize(2);
    assertThat(hub.requests().getLast()).startsWith(REQUEST + " bytes=").doesNotEndWith("=0-");
  }

  @Test
  void goesOnWhereAnAnswerStalled() throws IOException {
    hub.stallNextAnswerAfter(100_000);
    var settings =
        new StoreSettings(
            SmallModels.environment(hub.endpoint()), Duration.ofSeconds(3), Duration.ofSeconds(2));

    Path model =
        new ModelStore(folder, manifest(onHub("weights.bin", WEIGHTS)), settings)
            .obtain("small", events);

    assertThat(Files.readAllBytes(model.resolve("weights.bin"))).isEqualTo(WEIGHTS);
    assertThat(hub.requests()).hasSize(2);
  }

  @Test
  void goesOnWhereAnEarlierProcessWasStopped() throws IOException {
    leaveBehind(Arrays.copyOf(WEIGHTS, 123_456));

    Path model = store(onHub("weights.bin", WEIGHTS)).obtain("small", events);

    assertThat(Files.readAllBytes(model.resolve("weights.bin"))).isEqualTo(WEIGHTS);
    assertThat(hub.requests()).containsExactly(REQUEST + " bytes=123456-");
    assertThat(events.of(PullEvent.TransferStarted.class).getFirst().resumedAt())
        .isEqualTo(123_456);
  }

  @Test
  void startsAnewWhenTheHubCannotResume() throws IOException {
    leaveBehind(Arrays.copyOf(WEIGHTS, 123_456));
    hub.ignoreRanges();

    Path model = store(onHub("weights.bin", WEIGHTS)).obtain("small", events);

    assertThat(Files.readAllBytes(model.resolve("weights.bin"))).isEqualTo(WEIGHTS);
  }

  @Test
  void startsAnewWhenTheLeftoversAreOfAnotherFile() throws IOException {
    leaveBehind(SmallModels.bytes(2, 123_456));

    Path model = store(onHub("weights.bin", WEIGHTS)).obtain("small", events);

    assertThat(Files.readAllBytes(model.resolve("weights.bin"))).isEqualTo(WEIGHTS);
    assertThat(hub.requests()).containsExactly(REQUEST + " bytes=123456-", REQUEST);
  }

  @Test
  void takesLeftoversThatAreWhole() throws IOException {
    leaveBehind(WEIGHTS);

    store(onHub("weights.bin", WEIGHTS)).obtain("small", events);

    assertThat(hub.requests()).isEmpty();
  }

  @Test
  void takesAnMd5AndANameInAnyScript() throws IOException {
    hub.serve(SmallModels.REPOSITORY, "tugão.bin", WEIGHTS);
    ManifestFile file =
        new ManifestFile(
            "tugão.bin",
            WEIGHTS.length,
            SmallModels.md5(WEIGHTS),
            new ManifestFile.HubPath(SmallModels.REPOSITORY, "tugão.bin"),
            null,
            List.of());

    Path model = store(file).obtain("small", events);

    assertThat(Files.readAllBytes(model.resolve("tugão.bin"))).isEqualTo(WEIGHTS);
  }

  @Test
  void refusesAWrongChecksum() {
    byte[] other = SmallModels.bytes(3, WEIGHTS.length);
    hub.serve(SmallModels.REPOSITORY, "weights.bin", other);

    assertThatThrownBy(() -> store(onHub("weights.bin", WEIGHTS)).obtain("small", events))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining("small/weights.bin")
        .hasMessageContaining(hub.endpoint())
        .hasMessageContaining("expected SHA-256 " + sha256(WEIGHTS))
        .hasMessageContaining("found " + sha256(other));
    assertThat(folder.resolve("small")).isEmptyDirectory();
  }

  @Test
  void refusesAnotherSizeBeforeTheDownload() {
    hub.serve(SmallModels.REPOSITORY, "weights.bin", SmallModels.bytes(3, 17));

    assertThatThrownBy(() -> store(onHub("weights.bin", WEIGHTS)).obtain("small", events))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining("expected 300000 bytes, found 17");
  }

  @Test
  void saysHowToPlaceAFileThatTheHubDoesNotHave() {
    assertThatThrownBy(() -> store(onHub("other.bin", WEIGHTS)).obtain("small", events))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining("answered")
        .hasMessageContaining("with status 404")
        .hasMessageContaining(
            "place the file by hand as " + folder.resolve("small").resolve("other.bin"));
  }

  @Test
  void explainsABadEndpoint() {
    var store =
        new ModelStore(
            folder, manifest(onHub("weights.bin", WEIGHTS)), SmallModels.settings("localhost"));

    assertThatThrownBy(() -> store.obtain("small", events))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining("HF_ENDPOINT must be like https://host");
  }

  @Test
  void replacesADamagedFile() throws IOException {
    Path damaged = folder.resolve("small").resolve("weights.bin");
    Files.createDirectories(damaged.getParent());
    Files.write(damaged, SmallModels.bytes(4, WEIGHTS.length));

    store(onHub("weights.bin", WEIGHTS)).obtain("small", events);

    assertThat(Files.readAllBytes(damaged)).isEqualTo(WEIGHTS);
    assertThat(events.warnings())
        .singleElement()
        .asString()
        .contains("small/weights.bin has the wrong checksum", "it is pulled again");
  }

  @Test
  void pullsAgainWhatAVerificationFoundDamaged() throws IOException {
    ModelStore store = store(onHub("weights.bin", WEIGHTS));
    Path file = store.obtain("small", events).resolve("weights.bin");
    var time = Files.getLastModifiedTime(file);
    Files.write(file, SmallModels.bytes(4, WEIGHTS.length));
    Files.setLastModifiedTime(file, time);

    assertThat(store.verify(List.of("small")))
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.condition()).isEqualTo(FileCheck.Condition.DAMAGED);
              assertThat(check.detail()).contains("expected SHA-256 " + sha256(WEIGHTS));
            });

    store(onHub("weights.bin", WEIGHTS)).obtain("small", events);

    assertThat(Files.readAllBytes(file)).isEqualTo(WEIGHTS);
  }

  private ModelStore store(ManifestFile file) {
    return new ModelStore(folder, manifest(file), SmallModels.settings(hub.endpoint()));
  }

  private void leaveBehind(byte[] bytes) throws IOException {
    Files.createDirectories(folder.resolve("small"));
    Files.write(folder.resolve("small").resolve("weights.bin.part"), bytes);
  }
}
