package dev.parley.load.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioDecoder;
import dev.parley.audio.codec.AudioEncoding;
import dev.parley.client.SynthesisCall;
import dev.parley.client.VoiceClient;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.load.corpus.Clip;
import dev.parley.proto.v1.AudioFormat;
import dev.parley.proto.v1.SynthesizeConfig;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The live benchmark with a real server: the server's own voice speaks one sentence.
@Tag("model")
class LiveLoadTest {
  private static final String SENTENCE = "What is the capital of France?";

  @Test
  void everyStreamIsHeardAndMeasured() throws Exception {
    Terminal terminal = Terminal.ofProcess();
    try (LoadedServer server =
        LoadedServer.open(
            terminal,
            new Interruption(terminal, Duration.ofSeconds(1)),
            Optional.empty(),
            Optional.empty())) {
      Clip clip = new Clip("sentence", Path.of("sentence"), "en", "", SENTENCE, "");
      Track track =
          Track.of(
              List.of(new Track.Recorded(clip, speak(server))),
              0,
              Duration.ofSeconds(1),
              server.voice());

      LoadResult result =
          new LiveLoad(server, Duration.ofMillis(600), List.of("en"))
              .run(List.of(track, track), Duration.ofSeconds(1), _ -> {});

      assertThat(result.failures()).isEmpty();
      assertThat(result.texts())
          .hasSize(2)
          .allSatisfy(
              heard ->
                  assertThat(heard.text().toLowerCase(Locale.ROOT)).contains("capital", "france"));
      assertThat(result.speechStarts()).isGreaterThanOrEqualTo(2);
    }
  }

  private static float[] speak(LoadedServer server) throws InterruptedException {
    ByteArrayOutputStream audio = new ByteArrayOutputStream();
    SynthesizeConfig config =
        SynthesizeConfig.newBuilder()
            .setOutput(AudioFormat.newBuilder().setSampleRate(PcmFormat.SPEECH.sampleRate()))
            .build();
    try (VoiceClient client = server.connect();
        SynthesisCall call =
            client.synthesize(
                config,
                response -> audio.writeBytes(response.getAudio().getAudio().toByteArray()))) {
      call.write(SENTENCE);
      call.finish();
    }
    PcmFrame speech =
        AudioDecoder.of(AudioEncoding.LINEAR16, PcmFormat.SPEECH).decode(audio.toByteArray());
    return speech.toArray();
  }
}
