package dev.parley.server.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.server.llm.Generation;
import dev.parley.server.llm.LlmClient;
import dev.parley.server.llm.LlmClientContract;
import dev.parley.server.llm.LlmException;
import dev.parley.server.llm.LlmException.Kind;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.RecordingSink;
import dev.parley.server.llm.TokenUsage;
import dev.parley.server.llm.ToolCall;
import dev.parley.server.llm.ToolDefinition;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class OpenAiLlmClientTest extends LlmClientContract {
  private static final String ROLE =
      "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}";
  private static final String STOP =
      "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";
  private static final String USAGE =
      "{\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":7,\"total_tokens\":19}}";
  private static final String TOOL =
      "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"a\","
          + "\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}}]}";
  private static final String DONE = "[DONE]";
  private static final String KEY = "sk-very-secret";

  private final CountDownLatch letGo = new CountDownLatch(1);
  private volatile boolean held;
  private ChatCompletionsServer server = ChatCompletionsServer.start(this::capitals);

  private static String text(String content) {
    return "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
        + content
        + "\"}}]}";
  }

  private void capitals(ChatCompletionsServer.Connection connection) throws java.io.IOException {
    if (held) {
      awaitLatch(letGo);
    }
    String[] place = connection.body().contains("France") ? FRENCH : ITALIAN;
    connection.begin();
    connection.events(
        7,
        ROLE,
        text("The capital of "),
        text(place[0]),
        text(" is "),
        text(place[1]),
        STOP,
        USAGE,
        DONE);
    connection.end();
  }

  private static final String[] FRENCH = {"France", "Paris."};
  private static final String[] ITALIAN = {"Italy", "Rome."};

  @AfterEach
  void closeServer() {
    server.close();
  }

  @Override
  protected LlmClient open() {
    return client(Duration.ofSeconds(30));
  }

  @Override
  protected void holdAnswers(LlmClient client) {
    held = true;
  }

  @Override
  protected void letAnswersGo() {
    held = false;
    letGo.countDown();
  }

  private LlmClient client(Duration timeout) {
    return new OpenAiLlmClient(
        new OpenAiSettings(
            "tested", server.baseUrl(), Optional.of(KEY), "small", Optional.of(0.5), timeout));
  }

  private void serve(ChatCompletionsServer.Script script) {
    server.close();
    server = ChatCompletionsServer.start(script);
  }

  private RecordingSink ask(Duration timeout) {
    RecordingSink sink = RecordingSink.open();
    client(timeout).generate(FRANCE, sink);
    return sink;
  }

  private RecordingSink ask() {
    return ask(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 64, 4096})
  void readsAnAnswerCutAnywhere(int size) {
    serve(
        connection -> {
          connection.begin();
          connection.events(size, ROLE, text("Crème "), TOOL, text("brûlée 🍮"), STOP, USAGE, DONE);
          connection.end();
        });

    RecordingSink sink = ask();

    assertThat(sink.awaitFinished()).isEqualTo(new TokenUsage(12, 7));
    assertThat(sink.tokens()).containsExactly("Crème ", "brûlée 🍮");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4_096})
  void joinsToolCallsThatComeSideBySide(int size) {
    serve(
        connection -> {
          connection.begin();
          connection.events(
              size,
              ROLE,
              text("I will look."),
              delta(
                  "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"look\",\"arguments\":\"\"}}"),
              delta("{\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"book\"}}"),
              delta("{\"index\":0,\"function\":{\"arguments\":\"{\\\"at\\\":\"}}"),
              delta(
                  "{\"index\":1,\"function\":{\"arguments\":\"{}\"}},"
                      + "{\"index\":0,\"function\":{\"arguments\":\"\\\"Köln\\\"}\"}}"),
              STOP,
              USAGE,
              DONE);
          connection.end();
        });

    RecordingSink sink = askWithTools();

    assertThat(sink.awaitFinished()).isEqualTo(new TokenUsage(12, 7));
    assertThat(sink.tokens()).containsExactly("I will look.");
    assertThat(sink.callsBegun()).isEqualTo(1);
    assertThat(sink.calls())
        .containsExactly(
            new ToolCall("a", "look", "{\"at\":\"Köln\"}"), new ToolCall("b", "book", "{}"));
  }

  @Test
  void tellsToolCallsApartThatHaveNoIndex() {
    serve(
        connection -> {
          connection.begin();
          connection.events(
              4_096,
              delta("{\"id\":\"a\",\"function\":{\"name\":\"look\",\"arguments\":\"{\"}}"),
              delta("{\"function\":{\"arguments\":\"}\"}}"),
              delta("{\"id\":\"b\",\"function\":{\"name\":\"book\",\"arguments\":\"{}\"}}"),
              STOP,
              DONE);
          connection.end();
        });

    RecordingSink sink = askWithTools();

    sink.awaitFinished();
    assertThat(sink.calls())
        .containsExactly(new ToolCall("a", "look", "{}"), new ToolCall("b", "book", "{}"));
  }

  @Test
  void refusesEndlessToolCalls() {
    String piece =
        delta("{\"index\":0,\"function\":{\"arguments\":\"" + "x".repeat(60_000) + "\"}}");
    serve(
        connection -> {
          connection.begin();
          connection.events(4_096, piece, piece, piece, piece, piece, STOP, DONE);
          connection.end();
        });

    assertThat(askWithTools().awaitFailed().kind()).isEqualTo(Kind.PERMANENT);
  }

  @Test
  void sendsToolsCallsAndResults() throws JsonProcessingException {
    RecordingSink sink = RecordingSink.open();
    client(Duration.ofSeconds(30))
        .generate(
            new Prompt(
                "",
                List.of(
                    new Message.User("Free in Köln?"),
                    new Message.ToolCalls(
                        "I will look.", List.of(new ToolCall("c00000001", "look", "{\"at\":1}"))),
                    new Message.ToolResult("c00000001", "yes"),
                    new Message.Assistant("", true),
                    new Message.User("France?")),
                60,
                List.of(LOOK)),
            sink);
    sink.awaitFinished();

    JsonNode sent = new JsonMapper().readTree(server.connections().getFirst().body());
    assertThat(sent.get("tools").toString())
        .isEqualTo(
            "[{\"function\":{\"name\":\"look\",\"description\":\"Looks.\",\"parameters\":"
                + "{\"type\":\"object\",\"properties\":{\"at\":{\"type\":\"integer\"}}}},"
                + "\"type\":\"function\"}]");
    assertThat(sent.get("messages").get(1).toString())
        .isEqualTo(
            "{\"role\":\"assistant\",\"content\":\"I will look.\",\"tool_calls\":"
                + "[{\"id\":\"c00000001\",\"function\":{\"arguments\":\"{\\\"at\\\":1}\",\"name\":\"look\"},"
                + "\"type\":\"function\"}]}");
    assertThat(sent.get("messages").get(2).toString())
        .isEqualTo("{\"content\":\"yes\",\"role\":\"tool\",\"tool_call_id\":\"c00000001\"}");
    assertThat(sent.get("messages").get(3).get("content").textValue()).isEqualTo("[interrupted]");
  }

  private static final ToolDefinition LOOK =
      new ToolDefinition(
          "look", "Looks.", "{\"type\":\"object\",\"properties\":{\"at\":{\"type\":\"integer\"}}}");

  private static String delta(String calls) {
    return "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[" + calls + "]}}]}";
  }

  private RecordingSink askWithTools() {
    RecordingSink sink = RecordingSink.open();
    client(Duration.ofSeconds(30))
        .generate(new Prompt("", FRANCE.messages(), 60, List.of(LOOK)), sink);
    return sink;
  }

  @Test
  void countsPiecesWhenTheServerReportsNoUsage() {
    serve(
        connection -> {
          connection.begin();
          connection.events(100, text("One "), text("two."), STOP, DONE);
          connection.end();
        });

    assertThat(ask().awaitFinished()).isEqualTo(new TokenUsage(0, 2));
  }

  @Test
  void sendsTheConversationInOrder() {
    RecordingSink sink = RecordingSink.open();
    Prompt prompt =
        new Prompt(
            "Be brief.",
            List.of(
                new Message.User("Tell me about France."),
                new Message.Assistant("France is a", true),
                new Message.User("Its capital?")),
            42);

    try (LlmClient client = open()) {
      client.generate(prompt, sink);
      sink.awaitFinished();
    }

    ChatCompletionsServer.Connection sent = server.connections().getFirst();
    assertThat(sent.head())
        .startsWith("POST /v1/chat/completions ")
        .containsIgnoringCase("Authorization: Bearer " + KEY);
    assertThat(sent.body())
        .containsSubsequence(
            "Be brief.", "Tell me about France.", "France is a — [interrupted]", "Its capital?")
        .contains("\"max_tokens\":42", "\"temperature\":0.5", "\"stream\":true")
        .contains("\"include_usage\":true", "\"model\":\"small\"");
  }

  @Test
  void sendsNoKeyWhereThereIsNone() {
    RecordingSink sink = RecordingSink.open();
    try (LlmClient client =
        new OpenAiLlmClient(
            new OpenAiSettings(
                "local",
                server.baseUrl(),
                Optional.empty(),
                "small",
                Optional.empty(),
                Duration.ofSeconds(30)))) {
      client.generate(FRANCE, sink);
      sink.awaitFinished();
    }

    assertThat(server.connections().getFirst().head()).doesNotContainIgnoringCase("authorization");
    assertThat(server.connections().getFirst().body()).doesNotContain("temperature");
  }

  @ParameterizedTest
  @CsvSource({
    "400, PERMANENT", "401, PERMANENT", "403, PERMANENT", "404, PERMANENT", "422, PERMANENT",
    "408, TRANSIENT", "409, TRANSIENT", "429, TRANSIENT", "500, TRANSIENT", "503, TRANSIENT"
  })
  void saysWhatARefusalMeansWithoutSecretsAndAsksOnce(int status, Kind kind) {
    serve(
        connection ->
            connection.status(status, "{\"error\":{\"message\":\"bad key " + KEY + "\"}}"));

    LlmException failure = ask().awaitFailed();

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessageContaining("status " + status);
    assertThat(failure).hasStackTraceContaining("tested at").message().doesNotContain(KEY);
    assertThat(failure.getCause()).isNull();
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void anErrorInsideAnAnswerFailsIt() {
    serve(
        connection -> {
          connection.begin();
          connection.events(
              50,
              text("One "),
              "{\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\"}}");
          connection.end();
        });

    RecordingSink sink = ask();

    assertThat(sink.awaitFailed().kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(sink.text()).isEqualTo("One ");
  }

  @Test
  void silenceBeforeTheAnswerIsATimeOut() {
    serve(ChatCompletionsServer.Connection::awaitDisconnect);

    LlmException failure = ask(Duration.ofMillis(200)).awaitFailed();

    assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(failure).hasMessageContaining("silent for 0.2 s");
  }

  @Test
  void silenceWithinAnAnswerIsATimeOut() {
    serve(
        connection -> {
          connection.begin();
          connection.events(100, text("One "));
          connection.awaitDisconnect();
        });

    RecordingSink sink = ask(Duration.ofMillis(500));

    assertThat(sink.awaitFailed()).hasMessageContaining("silent for 0.5 s");
    assertThat(sink.text()).isEqualTo("One ");
  }

  @Test
  void aResetConnectionIsTransient() {
    serve(
        connection -> {
          connection.begin();
          connection.events(100, text("One "));
          connection.reset();
        });

    assertThat(ask().awaitFailed().kind()).isEqualTo(Kind.TRANSIENT);
  }

  @Test
  void anAnswerThatStopsWithoutAReasonIsBrokenOff() {
    serve(
        connection -> {
          connection.begin();
          connection.events(100, text("One "));
          connection.end();
        });

    assertThat(ask().awaitFailed()).hasMessageContaining("in the middle of an answer");
  }

  @Test
  void aServerThatIsNotThereIsTransient() {
    server.close();

    assertThat(ask().awaitFailed())
        .hasMessageContaining("Check that the server runs")
        .extracting(LlmException::kind)
        .isEqualTo(Kind.TRANSIENT);
  }

  @Test
  void somethingElseThanChatCompletionsIsAFailure() {
    serve(
        connection ->
            connection.raw(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>"));

    ask().awaitFailed();
  }

  @Test
  void cancellingDisconnectsWhileTheServerThinks() {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    serve(
        connection -> {
          asked.countDown();
          connection.awaitDisconnect();
          gone.countDown();
        });
    Generation generation = client(Duration.ofMinutes(5)).generate(FRANCE, RecordingSink.open());
    awaitLatch(asked);

    generation.cancel();

    awaitLatch(gone);
  }

  @Test
  void cancellingDisconnectsBetweenTokensAndWhileTheSinkBlocks() {
    CountDownLatch gone = new CountDownLatch(2);
    serve(
        connection -> {
          connection.begin();
          connection.events(100, text("One "));
          connection.awaitDisconnect();
          gone.countDown();
        });
    RecordingSink reading = RecordingSink.open();
    RecordingSink blocked = RecordingSink.blocked();
    LlmClient client = client(Duration.ofMinutes(5));
    Generation first = client.generate(FRANCE, reading);
    Generation second = client.generate(FRANCE, blocked);
    reading.awaitFirstToken();
    blocked.awaitFirstToken();

    first.cancel();
    second.cancel();

    awaitLatch(gone);
    blocked.letGo();
    assertThat(reading.endCount()).isZero();
    assertThat(blocked.endCount()).isZero();
  }

  @Test
  void settingsHideTheKeyAndRefuseAPasswordInTheAddress() {
    OpenAiSettings settings =
        new OpenAiSettings(
            "tested",
            server.baseUrl(),
            Optional.of(KEY),
            "small",
            Optional.empty(),
            Duration.ofSeconds(1));

    assertThat(settings.toString()).doesNotContain(KEY).contains("apiKey=***");
    assertThatThrownBy(
            () ->
                new OpenAiSettings(
                    "tested",
                    URI.create("http://me:word@localhost/v1"),
                    Optional.empty(),
                    "small",
                    Optional.empty(),
                    Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("word@");
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
