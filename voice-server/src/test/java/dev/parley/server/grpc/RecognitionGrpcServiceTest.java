package dev.parley.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.parley.asr.Lag;
import dev.parley.asr.ScriptedRecognizer;
import dev.parley.proto.v1.AudioChunk;
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
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
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
    AudioChunk audio = AudioChunk.newBuilder().setAudio(ByteString.copyFrom(new byte[640])).build();
    requests.onNext(RecognizeRequest.newBuilder().setAudio(audio).build());
    requests.onCompleted();

    assertThat(responses.take().hasEffectiveConfig()).isTrue();
    Overload overload = responses.take().getOverload();
    assertThat(overload.getLagMs()).isEqualTo(1_700);
    assertThat(overload.getShed()).isEqualTo("partials");
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
                  public void onError(Throwable failure) {}

                  @Override
                  public void onCompleted() {}
                });
    requests.onNext(RecognizeRequest.newBuilder().setConfig(config).build());
    return requests;
  }
}
