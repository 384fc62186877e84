package dev.parley.load.micro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@Tag("unit")
class MicroCommandTest {
  @Test
  void listsItsBenchmarks() {
    assertThat(printed("--list"))
        .containsExactly(
            "EndOfTurn.append1s",
            "EndOfTurn.predict",
            "EndOfTurn.predict2Together",
            "EndOfTurn.window8s",
            "LogMel.append1s",
            "LogMel.window8s",
            "SpeechText.normalizeSentence",
            "SpeechText.phonemizeSentence",
            "Tokenizer.decodeSentence",
            "Tokenizer.encodeSentence",
            "Vocoder.render4s",
            "Whisper.encode8s",
            "Whisper.step",
            "Whisper.step8Together");
  }

  @Test
  void listsThoseThatAreChosen() {
    assertThat(printed("--list", "--filter", "^Whisper.*step$")).containsExactly("Whisper.step");
  }

  private static String[] printed(String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    Terminal terminal = new Terminal(out, out, false, false, 80);
    Interruption interruption = new Interruption(terminal, Duration.ofSeconds(1));

    int status = new CommandLine(new MicroCommand(terminal, interruption)).execute(arguments);

    assertThat(status).isZero();
    return bytes.toString(StandardCharsets.UTF_8).split("\n");
  }
}
