package dev.parley.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.parley.asr.Lag;
import dev.parley.asr.ScriptedRecognizer;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioEncoder;
import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.AudioEncoding;
import dev.parley.proto.v1.AudioFormat;
import dev.parley.proto.v1.Overload;
import dev.parley.proto.v1.RecognitionGrpc;
import dev.parley.proto.v1.RecognizeConfig;
import dev.parley.proto.v1.RecognizeRequest;
import dev.parley.proto.v1.RecognizeResponse;
import dev.parley.proto.v1.TurnSettings;
import dev.parley.server.llm.ScriptedLlmClient;
import dev.parley.server.session.SessionBench;
import dev.parley.tts.ToneSynthesizer;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class RecognitionGrpcServiceTest {
  private final ScriptedRecognizer recognizer = new ScriptedRecognizer();
  private final SessionBench bench =
      SessionBench.of(recognizer, ScriptedLlmClient.saying("Yes."), ToneSynthesizer.immediate());
  private final BlockingQueue<RecognizeResponse> responses = new LinkedBlockingQueue<>();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private Server server;
  private ManagedChannel channel;

  RecognitionGrpcServiceTest() {
    String name = InProcessServerBuilder.generateName();
    server =
        InProcessServerBuilder.forName(name)
            .addService(new RecognitionGrpcService(bench.resources(), bench.registry()))
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

  @Test
  void segmentsEndAfterAShortSilenceUnlessTheClientSaysOtherwise() throws InterruptedException {
    recognize(RecognizeConfig.getDefaultInstance()).onCompleted();
    assertThat(responses.take().getEffectiveConfig().getTurn().getSilenceMs()).isEqualTo(200);

    RecognizeConfig patient =
        RecognizeConfig.newBuilder().setTurn(TurnSettings.newBuilder().setSilenceMs(700)).build();
    recognize(patient).onCompleted();
    assertThat(responses.take().getEffectiveConfig().getTurn().getSilenceMs()).isEqualTo(700);
  }

  @Test
  void aRecogniserThatIsBehindIsTold() throws InterruptedException {
    recognizer.lag(new Lag(Duration.ofMillis(1_700), true));
    StreamObserver<RecognizeRequest> requests = recognize(RecognizeConfig.getDefaultInstance());
    requests.onNext(audio(new byte[640]));
    requests.onCompleted();

    assertThat(responses.take().hasEffectiveConfig()).isTrue();
    Overload overload = responses.take().getOverload();
    assertThat(overload.getLagMs()).isEqualTo(1_700);
    assertThat(overload.getShed()).isEqualTo("partials");
  }

  @Test
  void opusIsHeardAndWhatIsNoPacketIsRefused() throws Exception {
    AudioFormat opus =
        AudioFormat.newBuilder().setEncoding(AudioEncoding.OPUS).setSampleRate(16_000).build();
    StreamObserver<RecognizeRequest> requests =
        recognize(RecognizeConfig.newBuilder().setInput(opus).build());
    float[] tone = new float[16_000];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) (0.3 * Math.sin(2 * Math.PI * 440 * i / 16_000));
    }
    AudioEncoder.of(dev.parley.audio.codec.AudioEncoding.OPUS, PcmFormat.SPEECH)
        .encode(PcmFrame.of(PcmFormat.SPEECH, 0, tone))
        .forEach(packet -> requests.onNext(audio(packet.bytes())));
    requests.onNext(audio(new byte[] {3, 0}));

    assertThat(responses.take().getEffectiveConfig().getInput()).isEqualTo(opus);
    assertThat(responses.take().hasVad()).isTrue();
    Status status = Status.fromThrowable(failure.get(20, TimeUnit.SECONDS));
    assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(status.getDescription()).contains("no Opus packet");
  }

  private static RecognizeRequest audio(byte[] bytes) {
    AudioChunk chunk = AudioChunk.newBuilder().setAudio(ByteString.copyFrom(bytes)).build();
    return RecognizeRequest.newBuilder().setAudio(chunk).build();
  }

  private StreamObserver<RecognizeRequest> recognize(RecognizeConfig config) {
    StreamObserver<RecognizeRequest> requests =
        RecognitionGrpc.newStub(channel)
            .recognize(
                new StreamObserver<>() {
                  @Override
                  public void onNext(RecognizeResponse response) {
                    responses.add(response);
                  }

                  @Override
                  public void onError(Throwable cause) {
                    failure.complete(cause);
                  }

                  @Override
                  public void onCompleted() {}
                });
    requests.onNext(RecognizeRequest.newBuilder().setConfig(config).build());
    return requests;
  }
}
