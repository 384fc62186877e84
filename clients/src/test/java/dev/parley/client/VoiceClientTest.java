package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.ErrorInfo;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioDecoder;
import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.AudioEncoding;
import dev.parley.proto.v1.AudioFormat;
import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.FileChunk;
import dev.parley.proto.v1.RecognitionGrpc;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.SessionReady;
import dev.parley.proto.v1.TranscribeConfig;
import dev.parley.proto.v1.TranscriptionEvent;
import dev.parley.proto.v1.TranscriptionSummary;
import dev.parley.proto.v1.VoiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("unit")
@Timeout(30)
class VoiceClientTest {
  private final ScriptedServer script = new ScriptedServer();
  private final List<ServerMessage> heard = Collections.synchronizedList(new ArrayList<>());
  private Server server;
  private VoiceClient client;

  @BeforeEach
  void connect() throws IOException {
    String name = InProcessServerBuilder.generateName();
    server =
        InProcessServerBuilder.forName(name)
            .addService(script)
            .addService(new ScriptedRecognition())
            .build()
            .start();
    ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
    client = VoiceClient.over(channel, "test:1");
  }

  @AfterEach
  void disconnect() {
    client.close();
    server.shutdownNow();
  }

  @Test
  void sendsTheConfigurationFirstAndAudioInNumberedChunks() throws InterruptedException {
    VoiceCall call = client.converse(SessionConfig.newBuilder().setVoice("v").build(), heard::add);
    PcmFrame second = PcmFrame.of(PcmFormat.SPEECH, 0, new float[16_000]);

    assertThat(call.sendAudio(second)).isTrue();
    call.sendPlayback("r", Duration.ofMillis(40), true);
    call.endOfAudio();
    call.await();

    assertThat(script.received.getFirst().getConfig().getVoice()).isEqualTo("v");
    List<ClientMessage> audio = script.received.stream().filter(ClientMessage::hasAudio).toList();
    assertThat(audio.stream().map(message -> message.getAudio().getSeq()))
        .containsExactly(0L, 1L, 2L);
    assertThat(audio.stream().mapToInt(message -> message.getAudio().getAudio().size()))
        .containsExactly(15_360, 15_360, 1_280);
    assertThat(heard).hasSize(1).allMatch(ServerMessage::hasReady);
    assertThat(call.sendText("too late")).isFalse();
    assertThat(call.sendAudio(second)).isFalse();
  }

  @Test
  void sendsOpusPacketByPacketToTheVeryEnd() throws InterruptedException {
    SessionConfig config =
        SessionConfig.newBuilder()
            .setInput(AudioFormat.newBuilder().setEncoding(AudioEncoding.OPUS))
            .build();
    VoiceCall call = client.converse(config, heard::add);
    call.sendAudio(PcmFrame.of(PcmFormat.SPEECH, 0, new float[1_000]));
    call.sendAudio(PcmFrame.of(PcmFormat.SPEECH, 1_000, new float[600]));
    call.endOfAudio();
    call.await();

    AudioDecoder decoder =
        AudioDecoder.of(dev.parley.audio.codec.AudioEncoding.OPUS, PcmFormat.SPEECH);
    List<AudioChunk> packets =
        script.received.stream()
            .filter(ClientMessage::hasAudio)
            .map(ClientMessage::getAudio)
            .toList();
    packets.forEach(packet -> decoder.decode(packet.getAudio().asReadOnlyByteBuffer()));
    assertThat(packets).extracting(AudioChunk::getSeq).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(decoder.position()).isBetween(4_800L, 5_760L);
    assertThat(script.received.getLast().hasEndOfAudio()).isTrue();
  }

  @Test
  void passesPacketsOfOpusOnAsTheyAre() throws InterruptedException {
    SessionConfig config =
        SessionConfig.newBuilder()
            .setInput(AudioFormat.newBuilder().setEncoding(AudioEncoding.OPUS))
            .build();
    VoiceCall call = client.converse(config, heard::add);
    call.sendAudio(new byte[] {1, 2, 3});
    call.sendAudio(new byte[0]);
    call.endOfAudio();
    call.await();

    assertThat(script.received.stream().filter(ClientMessage::hasAudio))
        .extracting(message -> message.getAudio().getAudio().size())
        .containsExactly(3, 0);
  }

  @Test
  void tellsWhyTheServerRefused() {
    script.refusal =
        StatusProto.toStatusRuntimeException(
            com.google.rpc.Status.newBuilder()
                .setCode(Status.Code.INVALID_ARGUMENT.value())
                .setMessage("There is no voice 'v'; choose from heart.")
                .addDetails(Any.pack(ErrorInfo.newBuilder().setReason("UNKNOWN_VOICE").build()))
                .build());
    VoiceCall call = client.converse(SessionConfig.getDefaultInstance(), heard::add);

    assertThatThrownBy(call::await)
        .hasMessage("There is no voice 'v'; choose from heart.")
        .asInstanceOf(type(CallFailedException.class))
        .returns("UNKNOWN_VOICE", CallFailedException::reason)
        .returns(false, CallFailedException::worthRetrying);
  }

  @Test
  void tellsWhenTheServerGoesAway() throws InterruptedException {
    CountDownLatch ready = new CountDownLatch(1);
    VoiceCall call =
        client.converse(SessionConfig.getDefaultInstance(), message -> ready.countDown());
    ready.await();

    server.shutdownNow();

    assertThatThrownBy(call::await)
        .isInstanceOf(CallFailedException.class)
        .hasMessageContaining("The server at test:1 went away");
  }

  @Test
  void doesNotTakeItsOwnCancellingForAFailure() throws InterruptedException {
    VoiceCall call = client.converse(SessionConfig.getDefaultInstance(), heard::add);

    call.cancel();
    call.cancel();

    call.await();
    assertThat(call.interrupt()).isFalse();
  }

  @Test
  void failsWithASentenceWhereNobodyListens() {
    try (VoiceClient lost = VoiceClient.connect(new ServerAddress("127.0.0.1", 1, false))) {
      assertThatThrownBy(lost::listVoices)
          .isInstanceOf(CallFailedException.class)
          .hasMessage(
              "No server answers at 127.0.0.1:1; start one there with 'parley serve', or correct"
                  + " the address.");
    }
  }

  @Test
  void sendsFilesInChunks() throws Exception {
    List<TranscriptionEvent> events = new ArrayList<>();

    client.transcribe(
        TranscribeConfig.newBuilder().setFileName("talk.wav").build(),
        new ByteArrayInputStream(new byte[600_000]),
        events::add);

    assertThat(events.getLast().getSummary().getText()).isEqualTo("talk.wav 3 600000");
  }

  private static final class ScriptedServer extends VoiceGrpc.VoiceImplBase {
    private final List<ClientMessage> received = Collections.synchronizedList(new ArrayList<>());
    private volatile @Nullable RuntimeException refusal;

    @Override
    public StreamObserver<ClientMessage> converse(StreamObserver<ServerMessage> answers) {
      return new Script<>() {
        @Override
        public void onNext(ClientMessage message) {
          received.add(message);
          if (refusal != null) {
            answers.onError(refusal);
          } else if (message.hasConfig()) {
            answers.onNext(
                ServerMessage.newBuilder().setReady(SessionReady.getDefaultInstance()).build());
          } else if (message.hasEndOfAudio()) {
            answers.onCompleted();
          }
        }
      };
    }
  }

  private static final class ScriptedRecognition extends RecognitionGrpc.RecognitionImplBase {
    @Override
    public StreamObserver<FileChunk> transcribeFile(StreamObserver<TranscriptionEvent> answers) {
      return new Script<>() {
        private String name = "";
        private int chunks;
        private ByteString bytes = ByteString.EMPTY;

        @Override
        public void onNext(FileChunk chunk) {
          if (chunk.hasConfig()) {
            name = chunk.getConfig().getFileName();
          } else {
            chunks++;
            bytes = bytes.concat(chunk.getData());
          }
        }

        @Override
        public void onCompleted() {
          answers.onNext(
              TranscriptionEvent.newBuilder()
                  .setSummary(
                      TranscriptionSummary.newBuilder()
                          .setText("%s %d %d".formatted(name, chunks, bytes.size())))
                  .build());
          answers.onCompleted();
        }
      };
    }
  }

  private abstract static class Script<Q> implements StreamObserver<Q> {
    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
  }
}
