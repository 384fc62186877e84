package dev.parley.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.file.WavWriter;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.RecordingTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class ParleyTest {
  private static final String NOBODY = "127.0.0.1:1";

  private final RecordingTerminal recording = new RecordingTerminal(false);
  private final Parley parley =
      new Parley(
          recording.terminal(), new Interruption(recording.terminal(), Duration.ofSeconds(1)));

  @TempDir private Path folder;

  @Test
  void suggestsTheNearestOption() {
    assertThat(parley.execute("transcribe", "--formt", "srt", "a.wav")).isEqualTo(2);
    assertThat(recording.err())
        .isEqualTo(
            "parley: There is no option '--formt'; did you mean '--format'?"
                + " See 'parley transcribe --help'.\n");
  }

  @Test
  void suggestsTheNearestCommand() {
    assertThat(parley.execute("transcrib")).isEqualTo(2);
    assertThat(recording.err()).contains("no command 'transcrib'; did you mean 'transcribe'?");
  }

  @Test
  void asksForACommand() {
    assertThat(parley.execute()).isEqualTo(2);
    assertThat(recording.err()).startsWith("parley: A command is missing");
  }

  @Test
  void refusesValuesThatAreNone() {
    assertThat(parley.execute("transcribe", "--format", "doc", "a.wav")).isEqualTo(2);
    assertThat(recording.err()).contains("--format").doesNotContain("Exception").hasLineCount(1);
  }

  @Test
  void saysThatNoServerAnswersAndGoesOnWithTheOtherFiles() throws IOException {
    Path sound = tone("tone.wav");
    int status =
        parley.execute(
            "transcribe",
            "--server",
            NOBODY,
            sound.toString(),
            folder.resolve("none.wav").toString());

    assertThat(status).isEqualTo(1);
    assertThat(recording.out()).isEmpty();
    assertThat(recording.err())
        .contains("parley: " + sound + ": No server answers at 127.0.0.1:1")
        .contains("none.wav does not exist; check the path.")
        .doesNotContain("\tat ");
  }

  @Test
  void showsWhereItFailedOnlyIfAskedTo() {
    assertThat(parley.execute("speak", "--server", NOBODY, "Hello.", "-v")).isEqualTo(1);
    assertThat(recording.err()).contains("No server answers", "\tat dev.parley.client");
  }

  @Test
  void aWrongLexiconIsNamedBeforeAnythingElse() throws IOException {
    Path lexicon = Files.writeString(folder.resolve("names.tsv"), "Niamh\t/niːv/\nkg\n");

    assertThat(
            parley.execute("speak", "--server", NOBODY, "--lexicon", lexicon.toString(), "Hello."))
        .isEqualTo(1);
    assertThat(recording.err()).contains("names.tsv", "line 2").hasLineCount(1);
    assertThat(parley.execute("speak", "--ssml", "--inline-phonemes", "<speak/>")).isEqualTo(2);
    assertThat(parley.execute("speak", "--ssml", folder.resolve("none.ssml").toString()))
        .isEqualTo(1);
    assertThat(recording.err()).contains("none.ssml does not exist");
  }

  @Test
  void leavesNoFileBehindWhenAConversationFails() throws IOException {
    Path output = folder.resolve("answer.wav");
    int status =
        parley.execute(
            "talk",
            "--server",
            NOBODY,
            "--input",
            tone("question.wav").toString(),
            "--output",
            output.toString());

    assertThat(status).isEqualTo(1);
    assertThat(recording.err()).contains("No server answers at 127.0.0.1:1").hasLineCount(1);
    assertThat(folder.toFile().list()).containsExactly("question.wav");
  }

  @Test
  void checksAConfiguration() throws IOException {
    Path good = Files.writeString(folder.resolve("good.yaml"), "grpc:\n  port: 7000\n");
    Path bad = Files.writeString(folder.resolve("bad.yaml"), "grpc:\n  prot: 7000\n");

    assertThat(parley.execute("serve", "--check-config", "--config", good.toString())).isZero();
    assertThat(recording.out()).contains("port: 7000", "voice: heart");
    assertThat(parley.execute("serve", "--check-config", "--config", bad.toString())).isEqualTo(1);
    assertThat(recording.err()).contains("prot").hasLineCount(1);
  }

  private Path tone(String name) throws IOException {
    Path file = folder.resolve(name);
    try (WavWriter wav = WavWriter.create(file, PcmFormat.SPEECH)) {
      wav.write(PcmFrame.of(PcmFormat.SPEECH, 0, new float[1_600]));
    }
    return file;
  }
}
