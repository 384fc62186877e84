package dev.parley.inference.store;

import static dev.parley.inference.store.SmallModels.manifest;
import static dev.parley.inference.store.SmallModels.onHub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a store does without any source.
@Tag("unit")
class ModelStoreTest {
  private static final byte[] WEIGHTS = SmallModels.bytes(1, 1000);
  private static final byte[] WORDS = SmallModels.bytes(2, 10);
  private static final Manifest MANIFEST =
      manifest(onHub("weights.bin", WEIGHTS), onHub("words.txt", WORDS));

  @TempDir Path folder;
  private final RecordedEvents events = new RecordedEvents();

  @Test
  void servesFilesThatWerePlacedByHand() throws IOException {
    place("weights.bin", WEIGHTS);
    place("words.txt", WORDS);

    assertThat(offline().obtain("small", events)).isEqualTo(folder.resolve("small"));
    assertThat(events.of(PullEvent.class)).isEmpty();
  }

  @Test
  void needsNeitherLockNorMarkerInACompleteReadOnlyFolder() throws IOException {
    place("weights.bin", WEIGHTS);
    place("words.txt", WORDS);
    assertThat(folder.resolve("small").toFile().setWritable(false)).isTrue();

    assertThat(offline().obtain("small", events)).isEqualTo(folder.resolve("small"));
    assertThat(folder.resolve(".lock")).doesNotExist();
  }

  @Test
  void tellsOfflineWhatIsLacking() throws IOException {
    place("words.txt", SmallModels.bytes(3, 11));

    assertThatThrownBy(() -> offline().obtain("small", events))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessage(
            "PARLEY_OFFLINE forbids to pull what the model folder %s lacks: small/weights.bin is missing, small/words.txt has the wrong size: expected 10 bytes, found 11. Unset PARLEY_OFFLINE, or copy these files there from a machine that has them."
                .formatted(folder));
    assertThat(folder.resolve(".lock")).doesNotExist();
  }

  @Test
  void notesThatAFileHasChangedSinceItWasVerified() throws IOException {
    place("weights.bin", WEIGHTS);
    place("words.txt", WORDS);
    offline().obtain("small", events);
    place("words.txt", SmallModels.bytes(3, 10));
    Files.setLastModifiedTime(folder.resolve("small").resolve("words.txt"), FileTime.fromMillis(0));

    assertThatThrownBy(() -> offline().obtain("small", events))
        .hasMessageContaining("small/words.txt has the wrong checksum");
  }

  @Test
  void trustsTheMarkerInsteadOfHashing() throws IOException {
    place("weights.bin", WEIGHTS);
    place("words.txt", WORDS);
    offline().obtain("small", events);
    Path words = folder.resolve("small").resolve("words.txt");
    var time = Files.getLastModifiedTime(words);
    place("words.txt", SmallModels.bytes(3, 10));
    Files.setLastModifiedTime(words, time);

    offline().obtain("small", events);

    assertThat(offline().verify(List.of("small")))
        .extracting(FileCheck::condition)
        .containsExactly(FileCheck.Condition.GOOD, FileCheck.Condition.DAMAGED);
  }

  @Test
  void hashesWhenTheMarkerIsUnreadable() throws IOException {
    place("weights.bin", WEIGHTS);
    place("words.txt", WORDS);
    place(".verified", "x y z words.txt\n\0\u00e9 nonsense".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(offline().obtain("small", events)).isDirectory();
  }

  @Test
  void verifiesWhatIsThere() throws IOException {
    place("words.txt", WORDS);

    assertThat(offline().verify(List.of("small")))
        .containsExactly(
            new FileCheck("small", "weights.bin", FileCheck.Condition.MISSING, "is missing"),
            new FileCheck("small", "words.txt", FileCheck.Condition.GOOD, "10 bytes"));
  }

  @Test
  void listsEveryModel() throws IOException {
    assertThat(offline().list())
        .containsExactly(new StoredModel("small", "a test", "Small", "CC0-1.0", true, false, 1010));

    place("weights.bin", WEIGHTS);
    place("words.txt", WORDS);

    assertThat(offline().list().getFirst().present()).isTrue();
    assertThat(offline().defaultModels()).containsExactly("small");
  }

  @Test
  void namesTheModelsThatThereAre() {
    assertThatThrownBy(() -> offline().obtain("whisper-huge", events))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessage("There is no model 'whisper-huge'; choose from small.");
  }

  @Test
  void explainsAFolderThatCannotBeMade() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    var store = new ModelStore(file, MANIFEST, StoreSettings.of(Map.of()));

    assertThatThrownBy(() -> store.obtain("small", events))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessage(
            "The model folder %s cannot be written: %s is not a folder. Make it writable, or set PARLEY_MODELS to a folder that is."
                .formatted(file, file));
  }

  @Test
  void explainsADiskThatIsTooSmall() {
    ManifestFile huge =
        new ManifestFile(
            "huge.bin",
            1L << 60,
            SmallModels.sha256(WORDS),
            new ManifestFile.HubPath("owner/huge", "huge.bin"),
            null,
            List.of());
    var store = new ModelStore(folder, manifest(huge), StoreSettings.of(Map.of()));

    assertThatThrownBy(() -> store.obtain("small", events))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining("is full: 1.2 EB are needed and ")
        .hasMessageContaining("PARLEY_MODELS");
  }

  private ModelStore offline() {
    return new ModelStore(folder, MANIFEST, StoreSettings.of(Map.of("PARLEY_OFFLINE", "1")));
  }

  private void place(String name, byte[] content) throws IOException {
    Files.createDirectories(folder.resolve("small"));
    Files.write(folder.resolve("small").resolve(name), content);
  }
}
