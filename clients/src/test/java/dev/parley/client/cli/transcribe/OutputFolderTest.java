package dev.parley.client.cli.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.RecordingTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class OutputFolderTest {
  private final Interruption interruption =
      new Interruption(new RecordingTerminal(false).terminal(), Duration.ofSeconds(1));

  @Test
  void namesDocumentsSoThatNoneOverwritesAnother(@TempDir Path folder) throws IOException {
    List<InputFile> inputs =
        Stream.of("a/talk.wav", "talk.mp3", "b/talk.wav", "other.tar.gz", "-")
            .map(InputFile::new)
            .toList();

    OutputFolder output = new OutputFolder(folder.resolve("new"), inputs, "srt", interruption);

    assertThat(inputs.stream().map(input -> output.target(input).getFileName().toString()))
        .containsExactly(
            "talk.wav.srt", "talk.mp3.srt", "talk.wav-2.srt", "other.tar.srt", "stdin.srt");
  }

  @Test
  void replacesAnEarlierDocumentAndLeavesNothingElse(@TempDir Path folder) throws IOException {
    InputFile input = new InputFile("talk.wav");
    OutputFolder output = new OutputFolder(folder, List.of(input), "txt", interruption);

    output.write(input, "first");
    output.write(input, "second");

    assertThat(folder.resolve("talk.txt")).hasContent("second");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }
}
