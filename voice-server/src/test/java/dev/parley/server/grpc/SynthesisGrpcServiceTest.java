package dev.parley.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.asr.ScriptedRecognizer;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.codec.AudioDecoder;
import dev.parley.proto.v1.AudioEncoding;
import dev.parley.proto.v1.AudioFormat;
import dev.parley.proto.v1.SpokenAudio;
import dev.parley.proto.v1.SynthesisGrpc;
import dev.parley.proto.v1.SynthesizeConfig;
import dev.parley.proto.v1.SynthesizeRequest;
import dev.parley.proto.v1.SynthesizeResponse;
import dev.parley.server.llm.ScriptedLlmClient;
import dev.parley.server.session.SessionBench;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.ToneSynthesizer;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class SynthesisGrpcServiceTest {
  private static final List<String> SENTENCES =
      List.of("The first sentence is here. ", "And this is the second one.");

  private final SpeechSynthesizer voice = ToneSynthesizer.immediate();
  private final SessionBench bench =
      SessionBench.of(new ScriptedRecognizer(), ScriptedLlmClient.saying("Yes."), voice);
  private final List<SynthesizeResponse> responses = new ArrayList<>();
  private Server server;
  private ManagedChannel channel;

  SynthesisGrpcServiceTest() {
    String name = InProcessServerBuilder.generateName();
    server =
        InProcessServerBuilder.forName(name)
            .addService(new SynthesisGrpcService(voice, bench.settings(), bench.registry()))
            .build();
    channel = InProcessChannelBuilder.forName(name).build();
  }

  @BeforeEach
  void start() throws IOException {
    server = server.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    channel.shutdownNow();
    server.shutdownNow();
    server.awaitTermination();
  }

  @ParameterizedTest
  @CsvSource({"LINEAR16, 24000, 1", "MULAW, 8000, 1", "OPUS, 24000, 960", "OPUS, 16000, 960"})
  void speaksEverySampleAtItsPlace(AudioEncoding encoding, int rate, int granularity)
      throws Exception {
    AudioFormat output = AudioFormat.newBuilder().setEncoding(encoding).setSampleRate(rate).build();
    assertThat(synthesize(output).get(20, TimeUnit.SECONDS)).isEqualTo(Status.Code.OK);

    assertThat(responses.removeFirst().getEffectiveConfig().getOutput()).isEqualTo(output);
    List<SpokenAudio> audio = responses.stream().map(SynthesizeResponse::getAudio).toList();
    PcmFormat format = new PcmFormat(rate);
    AudioDecoder decoder =
        AudioDecoder.of(dev.parley.audio.codec.AudioEncoding.of(encoding.name()), format);
    for (SpokenAudio piece : audio) {
      assertThat(piece.getPtsMs()).isEqualTo(decoder.format().milliseconds(decoder.position()));
      decoder.decode(piece.getAudio().asReadOnlyByteBuffer());
    }
    int spoken = SENTENCES.stream().mapToInt(ToneSynthesizer::samplesOf).sum();
    long length = (long) spoken * decoder.format().sampleRate() / 24_000;
    assertThat(decoder.position()).isBetween(length, length + granularity);
    assertThat(audio.stream().map(SpokenAudio::getText).filter(text -> !text.isEmpty()))
        .containsExactlyElementsOf(SENTENCES);
    assertThat(audio.stream().map(SpokenAudio::getSegmentId)).isSorted().contains(0, 1);
  }

  @Test
  void refusesARateThatOpusDoesNotHave() throws Exception {
    AudioFormat output =
        AudioFormat.newBuilder().setEncoding(AudioEncoding.OPUS).setSampleRate(22_050).build();
    assertThat(synthesize(output).get(20, TimeUnit.SECONDS))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(responses).isEmpty();
  }

  private CompletableFuture<Status.Code> synthesize(AudioFormat output) {
    CompletableFuture<Status.Code> end = new CompletableFuture<>();
    StreamObserver<SynthesizeRequest> requests =
        SynthesisGrpc.newStub(channel)
            .synthesize(
                new StreamObserver<>() {
                  @Override
                  public void onNext(SynthesizeResponse response) {
                    responses.add(response);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    end.complete(Status.fromThrowable(failure).getCode());
                  }

                  @Override
                  public void onCompleted() {
                    end.complete(Status.Code.OK);
                  }
                });
    requests.onNext(
        SynthesizeRequest.newBuilder()
            .setConfig(SynthesizeConfig.newBuilder().setOutput(output))
            .build());
    for (String sentence : SENTENCES) {
      requests.onNext(SynthesizeRequest.newBuilder().setText(sentence).build());
    }
    requests.onCompleted();
    return end;
  }
}
