package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.asr.ScriptedRecognizer;
import dev.parley.proto.v1.ReplyText;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.Tool;
import dev.parley.server.grpc.VoiceGrpcService;
import dev.parley.server.llm.Generation;
import dev.parley.server.llm.LlmClient;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.TokenSink;
import dev.parley.server.llm.TokenUsage;
import dev.parley.server.llm.ToolCall;
import dev.parley.server.session.SessionBench;
import dev.parley.server.session.SystemClock;
import dev.parley.tts.ToneSynthesizer;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
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

  private static Server serve(SystemClock clock) throws IOException {
    SessionBench bench =
        SessionBench.live(
            new ScriptedRecognizer(), new Curious(), ToneSynthesizer.immediate(), clock);
    return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .addService(new VoiceGrpcService(bench.registry(), bench.settings()))
        .build()
        .start();
  }

  private static final class Curious implements LlmClient {
    @Override
    public String provider() {
      return "curious";
    }

    @Override
    public String model() {
      return "curious";
    }

    @Override
    public Generation generate(Prompt prompt, TokenSink sink) {
      return new Scripted(prompt, sink).start();
    }

    @Override
    public void close() {}
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
