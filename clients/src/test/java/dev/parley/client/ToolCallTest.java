package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.asr.ScriptedRecognizer;
import dev.parley.audio.turn.ScriptedEndOfTurnModel;
import dev.parley.audio.vad.EnergyVad;
import dev.parley.proto.v1.ReplyText;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.Tool;
import dev.parley.server.config.ServerConfig;
import dev.parley.server.grpc.VoiceGrpcService;
import dev.parley.server.llm.EndOfThought;
import dev.parley.server.llm.Generation;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.TokenSink;
import dev.parley.server.llm.TokenUsage;
import dev.parley.server.llm.ToolCall;
import dev.parley.server.session.AnswerSource;
import dev.parley.server.session.EndOfTurnModels;
import dev.parley.server.session.Replies;
import dev.parley.server.session.SessionRegistry;
import dev.parley.server.session.SessionResources;
import dev.parley.server.session.SystemClock;
import dev.parley.server.tool.ServerTools;
import dev.parley.server.wire.SettingsReader;
import dev.parley.tts.ToneSynthesizer;
import dev.parley.tts.pronunciation.PronunciationLexicon;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A client's tool in a real session behind a real port; the language model follows a script.
@Tag("unit")
@Timeout(60)
class ToolCallTest {
  private final BlockingQueue<ServerMessage> messages = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();

  @Test
  void aToolOfTheClientAnswersTheModel() throws Exception {
    try (SystemClock clock = new SystemClock()) {
      Server server = serve(clock);
      try (VoiceClient client =
          VoiceClient.connect(new ServerAddress("127.0.0.1", server.getPort(), false))) {
        VoiceCall call =
            client.converse(
                SessionConfig.newBuilder()
                    .addTools(Tool.newBuilder().setName("weather").setSideEffects(false))
                    .build(),
                messages::add);
        call.sendText("How is the weather?");
        call.sendToolResult(awaitCall("Rome"), "sunny");
        call.sendToolFailure(awaitCall("Oslo"), "There is no such place.");
        await(message -> message.getReplyText().getFinished());
        assertThat(text.toString()).isEqualTo("sunny, The tool failed: There is no such place.");
        call.endOfAudio();
        call.await();
      } finally {
        server.shutdownNow().awaitTermination();
      }
    }
  }

  private String awaitCall(String place) throws InterruptedException {
    ServerMessage message = await(ServerMessage::hasToolCall);
    assertThat(message.getToolCall().getName()).isEqualTo("weather");
    assertThat(message.getToolCall().getArguments().getFieldsOrThrow("place").getStringValue())
        .isEqualTo(place);
    return message.getToolCall().getCallId();
  }

  private ServerMessage await(Predicate<ServerMessage> wanted) throws InterruptedException {
    while (true) {
      @Nullable ServerMessage message = messages.poll(30, TimeUnit.SECONDS);
      assertThat(message).as("a message").isNotNull();
      ReplyText reply = message.getReplyText();
      text.append(reply.getDelta());
      if (wanted.test(message)) {
        return message;
      }
    }
  }

  private static Server serve(SystemClock clock) throws java.io.IOException {
    ToneSynthesizer voice = ToneSynthesizer.immediate();
    ScriptedRecognizer recognizer = new ScriptedRecognizer();
    SettingsReader settings =
        new SettingsReader(
            new ServerConfig.ConversationDefaults(
                voice.voices().getFirst().name(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null),
            voice,
            recognizer.languages(),
            Set.of("default"),
            PronunciationLexicon.EMPTY);
    AnswerSource model = (_, prompt, sink, _) -> new Scripted(prompt, sink).start();
    SessionResources resources =
        new SessionResources(
            recognizer,
            new EnergyVad(),
            new EndOfTurnModels(new ScriptedEndOfTurnModel(0.9f), EndOfThought.UNKNOWN),
            new Replies(model, voice, ServerTools.NONE, 100),
            settings,
            clock,
            Duration.ofMinutes(1));
    return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .addService(new VoiceGrpcService(new SessionRegistry(resources, 1), settings))
        .build()
        .start();
  }

  /// Asks about Rome and Oslo at once, and then says what the tools told.
  private record Scripted(Prompt prompt, TokenSink sink) implements Generation {
    Scripted start() {
      Thread.ofVirtual().start(this::run);
      return this;
    }

    private void run() {
      List<String> results =
          prompt.messages().stream()
              .filter(Message.ToolResult.class::isInstance)
              .map(Message::text)
              .toList();
      if (results.isEmpty()) {
        sink.toolCalls(List.of(weather("Rome"), weather("Oslo")));
      } else {
        sink.token(String.join(", ", results));
      }
      sink.finished(new TokenUsage(1, 1));
    }

    private static ToolCall weather(String place) {
      return new ToolCall("", "weather", "{\"place\":\"%s\"}".formatted(place));
    }

    @Override
    public void cancel() {}

    @Override
    public boolean isDone() {
      return false;
    }
  }
}
