package dev.parley.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.RecordingTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands one after the other, with real models.
@Tag("model")
class FirstConversationTest {
  @TempDir private Path folder;

  @Test
  void speaksAQuestionGetsAnAnswerAndTranscribesIt() throws IOException {
    Path question = folder.resolve("question.wav");
    Path answer = folder.resolve("answer.wav");
    Path events = folder.resolve("events.jsonl");

    run("speak", "--output", question.toString(), "What is the capital of France?");
    String captions =
        run(
            "talk",
            "--input",
            question.toString(),
            "--output",
            answer.toString(),
            "--events",
            events.toString());
    String transcript = run("transcribe", "--language", "en", answer.toString());

    assertThat(captions).contains("You ", "capital of France", "Parley ");
    List<String> lines = Files.readAllLines(events);
    for (String kind :
        List.of("ready", "userTurn", "transcript", "replyText", "audio", "turnMetrics")) {
      assertThat(lines).anyMatch(line -> line.contains("\"" + kind + "\":{"));
    }
    String reply = captions.substring(captions.indexOf("Parley ") + "Parley ".length());
    assertThat(words(transcript)).isNotEmpty().containsAnyElementsOf(words(reply));
  }

  private static List<String> words(String text) {
    return List.of(text.toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", " ").strip().split(" +"));
  }

  private static String run(String... arguments) {
    RecordingTerminal recording = new RecordingTerminal(false);
    Interruption interruption = new Interruption(recording.terminal(), Duration.ofSeconds(1));
    int status = new Parley(recording.terminal(), interruption).execute(arguments);
    assertThat(status).as(recording.err()).isZero();
    return recording.out();
  }
}
