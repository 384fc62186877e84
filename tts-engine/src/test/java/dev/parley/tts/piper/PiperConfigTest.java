package dev.parley.tts.piper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.tts.Voice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class PiperConfigTest {
  private static final String IDS =
      """
      "phoneme_id_map": {"_": [0], "^": [1], "$": [2], " ": [3], "a": [14], "̃": [141]}""";

  @TempDir private Path folder;

  @Test
  void readsWhatTheVoiceSays() throws IOException {
    PiperConfig config =
        read(
            """
            {"audio": {"sample_rate": 16000}, "espeak": {"voice": "de"}, "dataset": "eva",
             "language": {"code": "de_DE"}, "phoneme_type": "espeak", "num_speakers": 3,
             "inference": {"noise_scale": 0.5, "length_scale": 1.2, "noise_w": 0.7},
             "speaker_id_map": {"glad": 2, "calm": 0}, %s}"""
                .formatted(IDS));

    assertThat(config.name()).isEqualTo("de_DE-thorsten-medium");
    assertThat(config.language()).isEqualTo("de-DE");
    assertThat(config.sampleRate()).isEqualTo(16_000);
    assertThat(config.espeakVoice()).isEqualTo("de");
    assertThat(config.speakers()).containsExactly("calm", "1", "glad");
    assertThat(PiperVoice.voices(config, "CC0-1.0"))
        .extracting(Voice::name)
        .containsExactly(
            "de_DE-thorsten-medium", "de_DE-thorsten-medium#1", "de_DE-thorsten-medium#glad");
    assertThat(config.pace().scales(2)).containsExactly(0.5f, 0.6f, 0.7f);
  }

  @Test
  void whatIsLeftOutComesFromTheFileNameAndFromPiper() throws IOException {
    PiperConfig config =
        read("{\"audio\": {\"sample_rate\": 22050}, \"espeak\": {\"voice\": \"de\"}, " + IDS + "}");

    assertThat(config.name()).isEqualTo("de_DE-thorsten-medium");
    assertThat(config.language()).isEqualTo("de-DE");
    assertThat(config.speakers()).isEmpty();
    assertThat(config.pace().scales(1)).containsExactly(0.667f, 1, 0.8f);
  }

  @Test
  void refusesWithASentence() {
    assertThatThrownBy(() -> read("{}"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("audio.sample_rate is missing")
        .hasMessageContaining("pull or copy the voice again");
    assertThatThrownBy(() -> read("no JSON")).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> read("{\"phoneme_type\": \"pinyin\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'pinyin'");
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"audio": {"sample_rate": 1}, "espeak": {"voice": "de"},
                     "phoneme_id_map": {"a": [1]}}"""))
        .hasMessageContaining("phoneme_id_map has no '");
  }

  @Test
  void phonemesAreCodePointsWithPadsBetween() throws IOException {
    PiperPhonemes phonemes =
        read("{\"audio\": {\"sample_rate\": 22050}, \"espeak\": {\"voice\": \"de\"}, " + IDS + "}")
            .phonemes();

    assertThat(phonemes.input("a a").ids()).containsExactly(1, 0, 14, 0, 3, 0, 14, 0, 2);
    assertThat(phonemes.input("ã").ids()).containsExactly(1, 0, 14, 0, 141, 0, 2);
    assertThat(phonemes.input("漢_^a$\uD83D\uDE00").ids()).containsExactly(1, 0, 14, 0, 2);
    assertThat(phonemes.input("漢").ids()).isEmpty();
    assertThat(phonemes.input("").ids()).isEmpty();
  }

  @Test
  void eachCharacterKnowsItsNumbers() throws IOException {
    PiperPhonemes phonemes =
        read("{\"audio\": {\"sample_rate\": 22050}, \"espeak\": {\"voice\": \"de\"}, " + IDS + "}")
            .phonemes();

    assertThat(phonemes.input("aã漢 a").bounds()).containsExactly(2, 4, 8, 8, 10, 12);
    assertThat(phonemes.input("").bounds()).containsExactly(2);
  }

  private PiperConfig read(String json) throws IOException {
    Files.writeString(folder.resolve("de_DE-thorsten-medium.onnx.json"), json);
    return PiperConfig.of(folder.resolve("de_DE-thorsten-medium.onnx"));
  }
}
