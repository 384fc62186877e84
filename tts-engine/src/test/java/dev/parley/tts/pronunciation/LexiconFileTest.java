package dev.parley.tts.pronunciation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.tts.pronunciation.Pronunciation.Alias;
import dev.parley.tts.pronunciation.Pronunciation.Sounds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class LexiconFileTest {
  @TempDir private Path folder;

  @Test
  void readsPhonemesAndAliases() throws IOException {
    Path file = folder.resolve("names.tsv");
    Files.writeString(
        file,
        "\uFEFF# names\nSiobhan\t/ʃɪˈvɔːn/\r\n\nKokoro\t/kˈOkəɹO/\tx-misaki\nkg\tkilograms\n");

    assertThat(LexiconFile.read(file))
        .containsExactly(
            new LexiconEntry("Siobhan", new Sounds(Alphabet.IPA, "ʃɪˈvɔːn")),
            new LexiconEntry("Kokoro", new Sounds(Alphabet.MISAKI, "kˈOkəɹO")),
            new LexiconEntry("kg", new Alias("kilograms")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Siobhan",
        "Siobhan /x/",
        "\t/x/",
        "Siobhan\t",
        "Siobhan\t//",
        "a\t/b/\tsampa",
        "a\tb\tipa",
        "a\tb\tc\td"
      })
  void aWrongLineIsNamed(String line) throws IOException {
    Path file = folder.resolve("names.tsv");
    Files.writeString(file, "# first\n" + line + "\n");

    assertThatThrownBy(() -> LexiconFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("names.tsv", "line 2")
        .hasMessageEndingWith(".");
  }

  @Test
  void filesThatCannotBeReadAreNamed() throws IOException {
    assertThatThrownBy(() -> LexiconFile.read(folder.resolve("none.tsv")))
        .hasMessageContaining("none.tsv");
    Path bytes = folder.resolve("bytes.tsv");
    Files.write(bytes, "Stra\u00dfe\tx".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> LexiconFile.read(bytes)).hasMessageContaining("UTF-8");
  }
}
