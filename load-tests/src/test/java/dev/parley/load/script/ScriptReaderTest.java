package dev.parley.load.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.file.WavWriter;
import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.load.caller.EchoPath;
import dev.parley.load.caller.Sound;
import dev.parley.proto.v1.Eagerness;
import dev.parley.proto.v1.Interruption;
import dev.parley.proto.v1.SessionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class ScriptReaderTest {
  @TempDir private Path folder;
  private Path recordings;

  @BeforeEach
  void record() throws IOException {
    recordings = Files.createDirectory(folder.resolve("recordings"));
    for (Path file : List.of(folder.resolve("hello.wav"), recordings.resolve("cough.wav"))) {
      try (WavWriter writer = WavWriter.create(file, PcmFormat.SPEECH)) {
        writer.write(PcmFrame.of(PcmFormat.SPEECH, 0, new float[1_600]));
      }
    }
  }

  @Test
  void readsEveryStep() throws IOException {
    Script script =
        read(
            """
            name: everything
            session: {languages: [en], turn: {eagerness: HIGH}}
            progress: false
            steps:
              - play: hello.wav
              - cough: cough.wav
              - silence: 500
              - wait: {for: state, is: listening, within: 2000}
              - wait: {for: first_audio}
              - wait: {for: final, contains: hello}
              - wait: {for: interruption, is: FALSE_ALARM}
              - wait: {for: end_of_turn}
              - barge_in: {file: hello.wav, after: 800}
              - type: Hello
              - keys: "12#"
              - say: {text: Welcome., interruptible: false}
              - say: Welcome again.
              - echo: {level: -20, delay: 150}
              - echo: off
              - progress: true
              - drop
            """);

    Duration patience = Duration.ofSeconds(15);
    assertThat(script.name()).isEqualTo("everything");
    assertThat(script.session().getTurn().getEagerness()).isEqualTo(Eagerness.HIGH);
    assertThat(script.session().getPrompts().hasSilenceMs()).isTrue();
    assertThat(script.reporting()).isFalse();
    List<Step> steps = script.steps();
    assertThat(steps.get(0))
        .isInstanceOfSatisfying(
            Step.Play.class, play -> assertThat(play.sound().kind()).isEqualTo(Sound.Kind.SPEECH));
    assertThat(steps.get(1))
        .isInstanceOfSatisfying(
            Step.Play.class, play -> assertThat(play.sound().kind()).isEqualTo(Sound.Kind.NOISE));
    assertThat(steps.get(8))
        .isInstanceOfSatisfying(
            Step.BargeIn.class, step -> assertThat(step.after()).isEqualTo(Duration.ofMillis(800)));
    assertThat(steps.subList(2, 8))
        .containsExactly(
            new Step.Silence(Duration.ofMillis(500)),
            new Step.Wait(new Condition.InState(SessionState.LISTENING), Duration.ofMillis(2_000)),
            new Step.Wait(new Condition.FirstAudio(), patience),
            new Step.Wait(new Condition.Transcribed("hello", true), patience),
            new Step.Wait(new Condition.Interrupted(Interruption.Kind.FALSE_ALARM), patience),
            new Step.Wait(new Condition.TurnEnded(), patience));
    assertThat(steps.subList(9, steps.size()))
        .containsExactly(
            new Step.TypeText("Hello"),
            new Step.PressKeys("12#"),
            new Step.Say("Welcome.", false),
            new Step.Say("Welcome again.", true),
            new Step.Echo(Optional.of(new EchoPath(-20, Duration.ofMillis(150)))),
            new Step.Echo(Optional.empty()),
            new Step.Report(true),
            new Step.Leave(true));
  }

  @Test
  void hangsUpInTheEnd() throws IOException {
    Script script = read("steps: [silence: 100]");

    assertThat(script.name()).isEqualTo("script.yaml");
    assertThat(script.reporting()).isTrue();
    assertThat(script.steps()).last().isEqualTo(new Step.Leave(false));
  }

  @Test
  void mistakesAreToldWithTheirLine() {
    assertMistake("steps:\n  - silence: 5\n  - jump: 3\n", 3, "there is no step 'jump'");
    assertMistake("steps:\n  - play: none.wav\n", 2, "there is no recording 'none.wav'");
    assertMistake("steps:\n  - silence: soon\n", 2, "'silence' is a number of milliseconds");
    assertMistake("steps:\n  - wait: {for: rain}\n", 2, "nobody can wait for 'rain'");
    assertMistake("steps:\n  - wait: {for: state, is: HAPPY}\n", 2, "'wait.is' is one of");
    assertMistake("steps:\n  - wait: {until: x}\n", 2, "'wait' has no 'until'");
    assertMistake("steps:\n  - drop\n  - silence: 5\n", 3, "nothing follows the end");
    assertMistake("steps:\n  - keys: x\n", 2, "'keys' is a text of");
    assertMistake("steps:\n  - {silence: 5, drop: 1}\n", 2, "a step is one of");
    assertMistake("name: a\nstop: []\n", 2, "there is no 'stop'");
    assertMistake("name: a\nsteps: []\n", 2, "'steps' is a list");
    assertMistake("name: a\nsession: {colour: red}\nsteps: [drop]\n", 2, "no SessionConfig");
    assertMistake("name: a\nsteps: [\n", 2, "this is no YAML");
    assertMistake("", 1, "a script is an object");
  }

  @Test
  void aMissingScriptIsToldWithItsPath() {
    assertThatThrownBy(
            () -> new ScriptReader(Optional.empty()).read(folder.resolve("nothing.yaml")))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("nothing.yaml");
  }

  private void assertMistake(String script, int line, String mistake) {
    assertThatThrownBy(() -> read(script))
        .as(script)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("script.yaml, line %d: ".formatted(line))
        .hasMessageContaining(mistake)
        .hasMessageEndingWith(".");
  }

  private Script read(String text) throws IOException {
    Path file = folder.resolve("script.yaml");
    Files.writeString(file, text);
    return new ScriptReader(Optional.of(recordings)).read(file);
  }
}
