package dev.parley.tts.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.inference.store.ModelStore;
import dev.parley.tts.Gender;
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
    assertThat(thorsten.sampleRate()).isEqualTo(16_000);
    assertThat(thorsten.models()).containsExactly("piper-de_DE-thorsten-low", "espeak-ng");
  }

  @Test
  void findsTheNetworkOfASpeaker() {
    VoiceCatalogue catalogue = VoiceCatalogue.of(ModelStore.at(folder));

    assertThat(catalogue.find("en_US-libritts-high#3922"))
        .isEqualTo(catalogue.find("en_US-libritts-high"))
        .isPresent();
    assertThat(catalogue.find("nobody")).isEmpty();
  }
}
