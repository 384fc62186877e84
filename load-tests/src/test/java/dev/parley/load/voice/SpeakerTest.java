package dev.parley.load.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.load.corpus.RawFile;
import dev.parley.load.corpus.ScratchFolder;
import dev.parley.load.words.Utterance;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Parley's voice in a process of its own.
@Tag("model")
class SpeakerTest {
  @Test
  void speaksInAnotherProcess() throws Exception {
    try (ScratchFolder folder = new ScratchFolder();
        Speaker speaker = Speaker.parley("heart", 1, folder)) {
      Spoken spoken = speaker.speak("Good evening, and welcome.");

      assertThat(speaker.name()).isEqualTo("Parley heart");
      assertThat(spoken.first()).isPositive().isLessThanOrEqualTo(spoken.seconds());
      assertThat(RawFile.read(spoken.audio()).length / 16_000.0)
          .isBetween(spoken.duration() - 0.001, spoken.duration() + 0.001)
          .isBetween(1.0, 4.0);
      assertThat(spoken.words())
          .extracting(Utterance::words)
          .containsExactly(List.of("good"), List.of("evening"), List.of("and"), List.of("welcome"));
    }
  }

  @Test
  void unknownVoicesAreRefusedByName() throws Exception {
    try (ScratchFolder folder = new ScratchFolder()) {
      assertThatThrownBy(() -> Speaker.parley("nobody", 1, folder))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("no voice 'nobody'");
    }
  }
}
