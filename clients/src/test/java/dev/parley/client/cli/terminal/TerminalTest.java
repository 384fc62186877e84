package dev.parley.client.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TerminalTest {
  @Test
  void keepsResultsApartFromNotesAndStatus() {
    RecordingTerminal recording = new RecordingTerminal(true);
    Terminal terminal = recording.terminal();

    terminal.status("working");
    terminal.result("42");
    terminal.note("done");

    assertThat(recording.out()).isEqualTo("42\n");
    assertThat(recording.err()).contains("done\n").endsWith("working\u001b[K\u001b[?7h");
  }

  @Test
  void drawsNoStatusWithoutATerminal() {
    RecordingTerminal recording = new RecordingTerminal(false);

    recording.terminal().status("working");

    assertThat(recording.err()).isEmpty();
  }

  @Test
  void fitsProgressIntoTheWidth() {
    String line =
        Progress.line("/a/very/long/path/to/recording.wav", 0.425, "2.0 MB/s", 60, Style.PLAIN);

    assertThat(line).hasSize(60 - 1).startsWith("…").endsWith(" 42 %  2.0 MB/s");
  }

  @Test
  void drawsProgressAtMostTenTimesASecond() {
    RecordingTerminal recording = new RecordingTerminal(true);
    AtomicLong time = new AtomicLong();
    Progress progress = new Progress(recording.terminal(), time::get);

    progress.show("file", 0.1, "");
    time.addAndGet(50_000_000);
    progress.show("file", 0.2, "");
    time.addAndGet(50_000_000);
    progress.show("file", 0.3, "");

    assertThat(recording.err()).contains("10 %", "30 %").doesNotContain("20 %");
  }

  @Test
  void drawsBarsInEighths() {
    assertThat(Bar.filled(0, 4)).isEqualTo("░░░░");
    assertThat(Bar.filled(0.53125, 4)).isEqualTo("██▏░");
    assertThat(Bar.filled(2, 4)).isEqualTo("████");
    assertThat(Bar.stretch(0.25, 0.75, 8)).isEqualTo("  ████");
    assertThat(Bar.stretch(0.5, 0.5, 8)).isEqualTo("    ▏");
    assertThat(Bar.stretch(0.99, 1, 8)).isEqualTo("       █");
    assertThat(Bar.stretch(1, 1, 8)).isEqualTo("       █");
  }

  @Test
  void saysFailuresInOneSentence() {
    assertThat(Sentences.of(new UncheckedIOException(new AccessDeniedException("/folder/x.wav"))))
        .isEqualTo("/folder/x.wav may not be accessed; check its permissions.");
    assertThat(Sentences.of(new FileNotFoundException("x")))
        .isEqualTo("Reading or writing failed: x.");
    assertThat(Sentences.of(new CommandFailure("Choose another file.")))
        .isEqualTo("Choose another file.");
    assertThat(Sentences.of(new NullPointerException()))
        .contains("unexpectedly (NullPointerException)", "-v");
  }
}
