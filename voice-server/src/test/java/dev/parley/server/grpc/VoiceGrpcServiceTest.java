package dev.parley.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.rpc.ErrorInfo;
import dev.parley.asr.ScriptedRecognizer;
import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.AudioEncoding;
import dev.parley.proto.v1.AudioFormat;
import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.HangUp;
import dev.parley.proto.v1.HotWord;
import dev.parley.proto.v1.LexiconEntry;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.TextInput;
import dev.parley.proto.v1.Tool;
import dev.parley.proto.v1.TurnSettings;
import dev.parley.proto.v1.VoiceGrpc;
import dev.parley.server.llm.ScriptedLlmClient;
import dev.parley.server.session.SessionBench;
import dev.parley.server.wire.ErrorReason;
import dev.parley.tts.ToneSynthesizer;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of errors in `proto/README.md`, over a real gRPC transport.
@Tag("unit")
class VoiceGrpcServiceTest {
  private final SessionBench bench =
      SessionBench.of(
          new ScriptedRecognizer(), ScriptedLlmClient.saying("Yes."), ToneSynthesizer.immediate());
  private Server server;
  private ManagedChannel channel;

  VoiceGrpcServiceTest() throws IOException {
    String name = InProcessServerBuilder.generateName();
    server =
        InProcessServerBuilder.forName(name)
            .addService(new VoiceGrpcService(bench.registry(), bench.settings()))
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
    assertThat(server.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  record Refused(ErrorReason reason, String field, List<ClientMessage> messages) {
    Refused(ErrorReason reason, String field, ClientMessage... messages) {
      this(reason, field, List.of(messages));
    }

    @Override
    public String toString() {
      return reason + " " + field;
    }
  }

  static List<Refused> refused() {
    ClientMessage config = config(SessionConfig.newBuilder());
    return List.of(
        new Refused(ErrorReason.CONFIG_REQUIRED, "config", silence(320)),
        new Refused(ErrorReason.CONFIG_REPEATED, "config", config, config),
        new Refused(
            ErrorReason.UNKNOWN_VOICE, "voice", config(SessionConfig.newBuilder().setVoice("x"))),
        new Refused(
            ErrorReason.UNKNOWN_LANGUAGE,
            "languages",
            config(SessionConfig.newBuilder().addLanguages("xx"))),
        new Refused(
            ErrorReason.UNKNOWN_ROUTE, "route", config(SessionConfig.newBuilder().setRoute("x"))),
        new Refused(
            ErrorReason.UNSUPPORTED_SAMPLE_RATE,
            "input.sample_rate",
            config(
                SessionConfig.newBuilder()
                    .setInput(AudioFormat.newBuilder().setSampleRate(4_000)))),
        new Refused(
            ErrorReason.UNSUPPORTED_SAMPLE_RATE,
            "output.sample_rate",
            config(SessionConfig.newBuilder().setOutput(opus(44_100)))),
        new Refused(
            ErrorReason.RESUME_EXPIRED,
            "resume_token",
            config(SessionConfig.newBuilder().setResumeToken("t"))),
        new Refused(
            ErrorReason.INVALID_SETTING,
            "voice",
            config(SessionConfig.newBuilder().setResumeToken("t").setVoice("tone"))),
        new Refused(
            ErrorReason.INVALID_SETTING,
            "turn.silence_ms",
            config(SessionConfig.newBuilder().setTurn(TurnSettings.newBuilder().setSilenceMs(5)))),
        new Refused(
            ErrorReason.INVALID_SETTING,
            "hot_words[1].weight",
            config(
                SessionConfig.newBuilder()
                    .addHotWords(HotWord.newBuilder().setPhrase("a").setWeight(20))
                    .addHotWords(HotWord.newBuilder().setPhrase("b").setWeight(20.5f)))),
        new Refused(
            ErrorReason.INVALID_SETTING,
            "lexicon[1]",
            config(
                SessionConfig.newBuilder()
                    .addLexicon(LexiconEntry.newBuilder().setWord("a").setAlias("b"))
                    .addLexicon(LexiconEntry.newBuilder().setWord("b").setPhonemes("ʏ")))),
        tools("tools[0].name", Tool.newBuilder().setName("not a name")),
        tools("tools[0].name", Tool.newBuilder()),
        tools("tools[1].name", Tool.newBuilder().setName("a"), Tool.newBuilder().setName("a")),
        tools("tools[0].timeout_ms", Tool.newBuilder().setName("a").setTimeoutMs(99)),
        tools("tools[0].timeout_ms", Tool.newBuilder().setName("a").setTimeoutMs(120_001)),
        tools("tools[0].progress_after_ms", Tool.newBuilder().setName("a").setProgressAfterMs(-1)),
        tools("tools[0].on_interruption", Tool.newBuilder().setName("a").setOnInterruptionValue(9)),
        tools(
            "tools[0].description",
            Tool.newBuilder().setName("a").setDescription("x".repeat(4_097))),
        tools(
            "tools[0].parameters",
            Tool.newBuilder().setName("a").setParameters(schema("array", ""))),
        tools(
            "tools[0].parameters",
            Tool.newBuilder().setName("a").setParameters(schema("object", "x".repeat(16_384)))),
        new Refused(
            ErrorReason.INVALID_SETTING,
            "tools",
            config(
                SessionConfig.newBuilder()
                    .addAllTools(Collections.nCopies(65, Tool.getDefaultInstance())))),
        new Refused(ErrorReason.CHUNK_TOO_LARGE, "audio.audio", config, silence(1 << 20)),
        new Refused(
            ErrorReason.UNREADABLE_AUDIO,
            "audio.audio",
            config(SessionConfig.newBuilder().setInput(opus(16_000))),
            audio((byte) 3)),
        new Refused(ErrorReason.INVALID_MESSAGE, "", config, ClientMessage.getDefaultInstance()));
  }

  private static Refused tools(String field, Tool.Builder... tools) {
    SessionConfig.Builder config = SessionConfig.newBuilder();
    for (Tool.Builder tool : tools) {
      config.addTools(tool);
    }
    return new Refused(ErrorReason.INVALID_SETTING, field, config(config));
  }

  private static Struct schema(String type, String description) {
    return Struct.newBuilder()
        .putFields("type", Value.newBuilder().setStringValue(type).build())
        .putFields("description", Value.newBuilder().setStringValue(description).build())
        .build();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aRefusalCarriesItsReasonAndLeavesNothingBehind(Refused refused) throws Exception {
    Answers answers = new Answers();
    StreamObserver<ClientMessage> requests = VoiceGrpc.newStub(channel).converse(answers);
    for (ClientMessage message : refused.messages()) {
      requests.onNext(message);
    }
    Throwable failure = answers.end.handle((_, error) -> error).get(20, TimeUnit.SECONDS);
    assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(refused.reason().code());
    assertThat(Status.fromThrowable(failure).getDescription()).endsWith(".");
    ErrorInfo info = info(failure);
    assertThat(info.getDomain()).isEqualTo("parley.dev");
    assertThat(info.getReason()).isEqualTo(refused.reason().name());
    assertThat(info.getMetadataOrDefault("field", "")).isEqualTo(refused.field());
    bench.awaitEmpty();
  }

  @Test
  void aClientThatVanishesLeavesNothingBehind() throws Exception {
    Answers answers = new Answers();
    Context.CancellableContext context = Context.current().withCancellation();
    context.run(
        () -> {
          StreamObserver<ClientMessage> requests = VoiceGrpc.newStub(channel).converse(answers);
          requests.onNext(config(SessionConfig.newBuilder()));
          requests.onNext(
              ClientMessage.newBuilder().setText(TextInput.newBuilder().setText("Hello?")).build());
        });
    answers.first.get(20, TimeUnit.SECONDS);
    context.cancel(null);
    bench.awaitEmpty();
  }

  @Test
  void aClientThatComesBackGetsItsSession() throws Exception {
    Answers before = new Answers();
    Context.CancellableContext line = Context.current().withCancellation();
    line.run(
        () ->
            VoiceGrpc.newStub(channel)
                .converse(before)
                .onNext(config(SessionConfig.newBuilder().setResumable(true))));
    ServerMessage greeting = before.first.get(20, TimeUnit.SECONDS);
    assertThat(greeting.getReady().getCapabilitiesList()).contains("resume", "barge_in");
    line.cancel(null);

    Answers after = new Answers();
    StreamObserver<ClientMessage> requests = VoiceGrpc.newStub(channel).converse(after);
    requests.onNext(
        config(SessionConfig.newBuilder().setResumeToken(greeting.getReady().getResumeToken())));
    ServerMessage ready = after.first.get(20, TimeUnit.SECONDS);
    assertThat(ready.getReady().getResumed()).isTrue();
    assertThat(ready.getSessionId()).isEqualTo(greeting.getSessionId());
    assertThat(ready.getReady().getEffectiveConfig())
        .isEqualTo(greeting.getReady().getEffectiveConfig());
    requests.onNext(
        ClientMessage.newBuilder().setSeq(1).setHangUp(HangUp.getDefaultInstance()).build());
    after.end.get(20, TimeUnit.SECONDS);
    bench.awaitEmpty();
  }

  @Test
  void aServerWithoutAWindowResumesNothing() throws Exception {
    SessionBench impatient = bench.withResumeWindow(Duration.ZERO);
    String name = InProcessServerBuilder.generateName();
    Server second =
        InProcessServerBuilder.forName(name)
            .addService(new VoiceGrpcService(impatient.registry(), impatient.settings()))
            .build()
            .start();
    ManagedChannel other = InProcessChannelBuilder.forName(name).build();
    try {
      Answers answers = new Answers();
      Context.CancellableContext line = Context.current().withCancellation();
      line.run(
          () ->
              VoiceGrpc.newStub(other)
                  .converse(answers)
                  .onNext(config(SessionConfig.newBuilder().setResumable(true))));
      ServerMessage greeting = answers.first.get(20, TimeUnit.SECONDS);
      assertThat(greeting.getReady().getResumeToken()).isEmpty();
      assertThat(greeting.getReady().getCapabilitiesList()).doesNotContain("resume");
      assertThat(greeting.getReady().getEffectiveConfig().getResumable()).isFalse();
      line.cancel(null);
      impatient.awaitEmpty();

      Answers refused = new Answers();
      VoiceGrpc.newStub(other)
          .converse(refused)
          .onNext(config(SessionConfig.newBuilder().setResumeToken("t")));
      Throwable failure = refused.end.handle((_, error) -> error).get(20, TimeUnit.SECONDS);
      assertThat(info(failure).getReason()).isEqualTo("RESUME_UNSUPPORTED");
    } finally {
      other.shutdownNow();
      second.shutdownNow();
    }
  }

  @Test
  void halfClosingEndsAQuietSessionWell() throws Exception {
    Answers answers = new Answers();
    StreamObserver<ClientMessage> requests = VoiceGrpc.newStub(channel).converse(answers);
    requests.onNext(config(SessionConfig.newBuilder()));
    requests.onCompleted();
    answers.end.get(20, TimeUnit.SECONDS);
    assertThat(answers.messages.getFirst().hasReady()).isTrue();
    bench.awaitEmpty();
  }

  private static ErrorInfo info(Throwable failure) throws InvalidProtocolBufferException {
    com.google.rpc.Status status = Objects.requireNonNull(StatusProto.fromThrowable(failure));
    return status.getDetails(0).unpack(ErrorInfo.class);
  }

  private static ClientMessage config(SessionConfig.Builder config) {
    return ClientMessage.newBuilder().setConfig(config).build();
  }

  private static AudioFormat opus(int sampleRate) {
    return AudioFormat.newBuilder()
        .setEncoding(AudioEncoding.OPUS)
        .setSampleRate(sampleRate)
        .build();
  }

  private static ClientMessage silence(int bytes) {
    return audio(new byte[bytes]);
  }

  private static ClientMessage audio(byte... bytes) {
    return ClientMessage.newBuilder()
        .setAudio(AudioChunk.newBuilder().setAudio(ByteString.copyFrom(bytes)))
        .build();
  }

  private static final class Answers implements StreamObserver<ServerMessage> {
    private final List<ServerMessage> messages = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<ServerMessage> first = new CompletableFuture<>();
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();

    @Override
    public void onNext(ServerMessage message) {
      messages.add(message);
      first.complete(message);
    }

    @Override
    public void onError(Throwable failure) {
      end.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      end.complete(true);
    }
  }
}
