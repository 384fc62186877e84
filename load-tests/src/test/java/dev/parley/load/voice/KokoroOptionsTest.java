package dev.parley.load.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.client.cli.terminal.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("unit")
class KokoroOptionsTest {
  @TempDir private Path folder;
  private String network = "";
  private String voices = "";

  @BeforeEach
  void writeFiles() throws Exception {
    network = Files.createFile(folder.resolve("model.onnx")).toString();
    voices = Files.createFile(folder.resolve("voices.bin")).toString();
  }

  @Test
  void speakWithTheVoiceOfThatName() {
    assertThat(parsed("--kokoro", network, "--kokoro-voices", voices).arguments("af_heart"))
        .containsExactly(network, "--voices", voices, "--voice", "af_heart");
  }

  @Test
  void missingNamesAreAskedFor() {
    assertThatThrownBy(() -> parsed("--kokoro-voices", voices).arguments("af_heart"))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("kokoro-onnx needs its network, an .onnx file; name the file with --kokoro.");
    assertThatThrownBy(() -> parsed("--kokoro", network).arguments("af_heart"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("needs its voices")
        .hasMessageContaining("--kokoro-voices");
  }

  @Test
  void missingFilesAreNamed() {
    assertThatThrownBy(
            () ->
                parsed("--kokoro", network, "--kokoro-voices", voices + "x").arguments("af_heart"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(voices + "x")
        .hasMessageContaining("--kokoro-voices");
  }

  private static KokoroOptions parsed(String... arguments) {
    return CommandLine.populateCommand(new KokoroOptions(), arguments);
  }
}
