package dev.parley.tts.espeak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class EspeakFilesTest {
  @TempDir private Path folder;

  @Test
  void unpacksTheLibraryOnceAndTheData() throws IOException {
    Path archive = archive("espeakng_loader/libespeak-ng.so");
    List<Path> places = List.of(folder.resolve("unpacked"));

    EspeakFiles files = EspeakFiles.unpack(archive, places);
    Files.delete(archive);

    assertThat(files.library()).hasContent("espeakng_loader/libespeak-ng.so");
    assertThat(files.data().resolve("espeak-ng-data/lang/gmw/de"))
        .hasContent("espeakng_loader/espeak-ng-data/lang/gmw/de");
    assertThat(EspeakFiles.unpack(archive, places)).isEqualTo(files);
    try (Stream<Path> tree = Files.walk(folder)) {
      assertThat(tree.filter(Files::isRegularFile)).hasSize(2);
    }
  }

  @Test
  void takesTheFirstPlaceThatCanBeWritten() throws IOException {
    Path archive = archive("espeakng_loader/espeak-ng.dll");
    Path file = Files.writeString(folder.resolve("file"), "");

    EspeakFiles files =
        EspeakFiles.unpack(archive, List.of(file.resolve("a"), folder.resolve("b")));

    assertThat(files.data()).isEqualTo(folder.resolve("b").resolve("espeak-1"));
  }

  @Test
  void leavesNothingOfADamagedArchive() throws IOException {
    Path archive = Files.writeString(folder.resolve("espeak-1.zip"), "no archive");

    assertThatThrownBy(() -> EspeakFiles.unpack(archive, List.of(folder.resolve("unpacked"))))
        .isInstanceOf(IOException.class);
    assertThat(folder.resolve("unpacked")).isEmptyDirectory();
  }

  private Path archive(String library) throws IOException {
    Path archive = folder.resolve("espeak-1.zip");
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name :
          List.of(
              library,
              library + ".1",
              "espeakng_loader/espeak-ng-data/lang/gmw/de",
              "espeakng_loader/espeak-ng-data/../../../outside",
              "espeakng_loader/__init__.py")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(UTF_8));
        zip.closeEntry();
      }
    }
    return archive;
  }
}
