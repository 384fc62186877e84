package dev.parley.tts.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.inference.store.ModelStore;
import dev.parley.tts.Gender;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class VoiceCatalogueTest {
  @TempDir private Path folder;

  @Test
  void knowsVoicesThatAreNotHere() {
    VoiceCatalogue catalogue = VoiceCatalogue.of(ModelStore.at(folder));

    assertThat(catalogue.voices()).hasSizeGreaterThan(90).noneMatch(CatalogueVoice::present);
    assertThat(catalogue.voices())
        .extracting(CatalogueVoice::name)
        .startsWith("heart")
        .doesNotHaveDuplicates();
    CatalogueVoice fable = catalogue.find("fable").orElseThrow();
    assertThat(fable.language()).isEqualTo("en-GB");
    assertThat(fable.gender()).isEqualTo(Gender.MALE);
    assertThat(fable.models()).containsExactly("hibari-fable", "english-phonemes");
    CatalogueVoice thorsten = catalogue.find("de_DE-thorsten-low").orElseThrow();
    assertThat(thorsten.language()).isEqualTo("de-DE");
    assertThat(thorsten.quality()).isEqualTo("low");
    assertThat(thorsten.speed()).isEqualTo(VoiceSpeed.FAST);
    assertThat(thorsten.sampleRate()).isEqualTo(16_000);
    assertThat(thorsten.models()).containsExactly("piper-de_DE-thorsten-low", "espeak-ng");
  }

  @Test
  void voicesOfKokoroShareTheirNetwork() {
    VoiceCatalogue catalogue = VoiceCatalogue.of(ModelStore.at(folder));

    CatalogueVoice heart = catalogue.find("af_heart").orElseThrow();
    assertThat(heart.language()).isEqualTo("en-US");
    assertThat(heart.gender()).isEqualTo(Gender.FEMALE);
    assertThat(heart.engine()).isEqualTo("kokoro");
    assertThat(heart.licence()).isEqualTo("Apache-2.0");
    assertThat(heart.sampleRate()).isEqualTo(24_000);
    assertThat(heart.models()).containsExactly("kokoro", "kokoro-af_heart", "english-phonemes");
    CatalogueVoice alex = catalogue.find("pm_alex").orElseThrow();
    assertThat(alex.language()).isEqualTo("pt-BR");
    assertThat(alex.gender()).isEqualTo(Gender.MALE);
    assertThat(alex.models()).containsExactly("kokoro", "kokoro-pm_alex", "espeak-ng");
    assertThat(catalogue.voices())
        .extracting(CatalogueVoice::engine)
        .filteredOn("kokoro"::equals)
        .hasSize(41);
    assertThat(catalogue.find("jf_alpha")).isEmpty();
    assertThat(catalogue.find("kokoro")).isEmpty();
  }

  @Test
  void aVoiceOfKokoroIsHereWithItsNetwork() throws IOException {
    sized("kokoro-af_heart/af_heart.bin", 522_240);
    assertThat(heartIsHere()).isFalse();
    sized("kokoro/model.onnx", 325_532_232);
    assertThat(heartIsHere()).isTrue();
  }

  @Test
  void findsTheNetworkOfASpeaker() {
    VoiceCatalogue catalogue = VoiceCatalogue.of(ModelStore.at(folder));

    assertThat(catalogue.find("en_US-libritts-high#3922"))
        .isEqualTo(catalogue.find("en_US-libritts-high"))
        .isPresent();
    assertThat(catalogue.find("nobody")).isEmpty();
  }

  private boolean heartIsHere() {
    return VoiceCatalogue.of(ModelStore.at(folder)).find("af_heart").orElseThrow().present();
  }

  /// A file of that size, which takes no room on most disks.
  private void sized(String name, long bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(bytes);
    }
  }
}
