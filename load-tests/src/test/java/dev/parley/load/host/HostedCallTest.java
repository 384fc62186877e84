package dev.parley.load.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.file.WavWriter;
import dev.parley.client.ServerAddress;
import dev.parley.client.VoiceClient;
import dev.parley.inference.store.ModelStore;
import dev.parley.inference.store.PullListener;
import dev.parley.load.caller.Invariants;
import dev.parley.load.caller.SpeechOfText;
import dev.parley.load.caller.SpokenTurn;
import dev.parley.load.script.Script;
import dev.parley.load.script.ScriptReader;
import dev.parley.load.script.ScriptRun;
import dev.parley.server.VoiceServer;
import dev.parley.server.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A scripted call to a real server, whose own voice asks and interrupts.
@Tag("model")
class HostedCallTest {
  @TempDir private Path folder;

  @Test
  void aQuestionIsAnsweredAndTheAnswerIsInterrupted() throws Exception {
    String answer = "Paris. It lies on a river and is older than most people think. ".repeat(4);
    try (ScriptedModel model = ScriptedModel.start(answer);
        VoiceServer server =
            VoiceServer.start(
                ServerMain.answeredBy(
                    model.address(), new ConfigLoader(Map.of()).load(Optional.empty())),
                ModelStore.standard(),
                PullListener.logging());
        VoiceClient client =
            VoiceClient.connect(
                new ServerAddress(LoopbackConfig.ADDRESS, server.grpcPort(), false))) {
      speak(client, "question.wav", "What is the capital of France?");
      speak(client, "objection.wav", "No, please stop, I wanted to know something else.");

      ScriptRun.Result result =
          ScriptRun.run(
              script(
                  """
                  session: {languages: [en], system_prompt: "Talk 1."}
                  steps:
                    - silence: 300
                    - play: question.wav
                    - barge_in: {file: objection.wav, after: 800, within: 60000}
                    - wait: {for: interruption, is: CONFIRMED, within: 60000}
                    - wait: {for: first_audio, within: 60000}
                  """),
              client);

      assertThat(result.failure()).isEmpty();
      assertThat(Invariants.check(result.log())).isEmpty();
      List<SpokenTurn> turns = SpokenTurn.of(result.log());
      assertThat(turns).hasSize(2);
      assertThat(turns.getFirst().voiceToVoice()).isPresent();
      assertThat(turns.getLast().bargeIn()).isPresent();
      assertThat(model.conversation("Talk 1."))
          .filteredOn(line -> line.role().equals("assistant"))
          .first()
          .satisfies(line -> assertThat(line.text()).hasSizeLessThan(answer.length()));
    }
  }

  private Script script(String text) throws IOException {
    Path file = folder.resolve("call.yaml");
    Files.writeString(file, text);
    return new ScriptReader(Optional.empty()).read(file);
  }

  private void speak(VoiceClient client, String file, String text)
      throws IOException, InterruptedException {
    try (WavWriter writer = WavWriter.create(folder.resolve(file), PcmFormat.SPEECH)) {
      writer.write(SpeechOfText.of(client, "", text));
    }
  }
}
