package dev.parley.server.llm.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.server.llm.LlmException.Kind;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.RecordingSink;
import dev.parley.server.llm.ToolCall;
import dev.parley.server.llm.remote.RemoteLlmContract;
import dev.parley.server.llm.remote.RemoteSettings;
import dev.parley.server.llm.remote.Wire;
import dev.parley.server.llm.remote.Wire.Finish;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class AnthropicLlmClientTest extends RemoteLlmContract {
  private final MessagesWire wire = new MessagesWire();

  @Override
  protected Wire wire() {
    return wire;
  }

  private JsonNode sent() throws JsonProcessingException {
    return new JsonMapper().readTree(server().connections().getLast().body());
  }

  private RemoteSettings thinking(String effort) {
    RemoteSettings settings = settings(PATIENCE);
    return new RemoteSettings(
        settings.provider(),
        settings.baseUrl(),
        settings.apiKey(),
        settings.model(),
        Map.of(),
        PATIENCE,
        Optional.of(2_000),
        Optional.empty(),
        Optional.of(effort),
        PATIENCE);
  }

  @Test
  void sendsTheConversationInTurnsOfWhichThePersonHasTheFirst() throws JsonProcessingException {
    ask(new Prompt(
            "Be brief.",
            List.of(
                new Message.Assistant("Hello, this is Parley.", false),
                new Message.User("Hi."),
                new Message.User("France?"),
                new Message.ToolCalls(
                    "I will look.", List.of(new ToolCall("c00000001", "look", "{\"at\":1}"))),
                new Message.ToolResult("c00000001", "yes"),
                new Message.Assistant("", true),
                new Message.User("So?")),
            42,
            List.of(LOOK)))
        .awaitFinished();

    assertThat(server().connections().getFirst().head())
        .startsWith("POST /v1/messages ")
        .containsIgnoringCase("Authorization: Bearer " + KEY)
        .containsIgnoringCase("anthropic-version: 2026-10-21");
    JsonNode sent = sent();
    assertThat(sent.path("system").asText()).isEqualTo("Be brief.");
    assertThat(sent.path("max_tokens").asInt()).isEqualTo(42);
    assertThat(sent.has("temperature")).isFalse();
    assertThat(sent.path("stream").asBoolean()).isTrue();
    assertThat(sent.has("thinking")).isFalse();
    JsonNode messages = sent.path("messages");
    assertThat(messages)
        .extracting(each -> each.path("role").asText())
        .containsExactly("user", "assistant", "user", "assistant", "user", "assistant", "user");
    assertThat(messages.path(1).path("content").path(0).path("text").asText())
        .isEqualTo("Hello, this is Parley.");
    assertThat(messages.path(2).path("content")).hasSize(2);
    assertThat(messages.path(3).path("content").path(1).toString())
        .isEqualTo(
            "{\"id\":\"c00000001\",\"input\":{\"at\":1},\"name\":\"look\",\"type\":\"tool_use\"}");
    assertThat(messages.path(4).path("content").path(0).toString())
        .isEqualTo("{\"tool_use_id\":\"c00000001\",\"type\":\"tool_result\",\"content\":\"yes\"}");
    assertThat(messages.path(5).path("content").path(0).path("text").asText())
        .isEqualTo("[interrupted]");
    assertThat(sent.path("tools").path(0).path("input_schema").toString())
        .isEqualTo("{\"type\":\"object\",\"properties\":{\"at\":{\"type\":\"integer\"}}}");
  }

  @ParameterizedTest
  @CsvSource({"none, disabled, ''", "low, adaptive, low", "max, adaptive, max"})
  void thinksAsHardAsItIsTold(String effort, String type, String sentEffort)
      throws JsonProcessingException {
    ask(FRANCE, thinking(effort)).awaitFinished();

    assertThat(sent().path("thinking").path("type").asText()).isEqualTo(type);
    assertThat(sent().path("output_config").path("effort").asText("")).isEqualTo(sentEffort);
    assertThat(sent().path("max_tokens").asInt()).isEqualTo(2_000);
  }

  @Test
  void getsItsThoughtsBackUnchangedBesideTheCalls() throws JsonProcessingException {
    serve(
        wire.begin(),
        wire.thought("I should look."),
        MessagesWire.block(1, "{\"type\":\"redacted_thinking\",\"data\":\"c2VjcmV0\"}"),
        wire.twoCalls(),
        wire.end(Finish.TOOLS));
    RecordingSink sink = ask(withTools(FRANCE), thinking("low"));
    sink.awaitFinished();
    List<ToolCall> calls = sink.calls();

    ask(after(calls), thinking("low")).awaitFinished();
    JsonNode content = sent().path("messages").path(1).path("content");
    assertThat(content.path(0).toString())
        .isEqualTo(
            "{\"signature\":\"c2ln\",\"thinking\":\"I should look.\",\"type\":\"thinking\"}");
    assertThat(content.path(1).path("data").asText()).isEqualTo("c2VjcmV0");
    assertThat(content.path(2).path("name").asText()).isEqualTo("look");

    List<ToolCall> foreign =
        List.of(new ToolCall("a", "look", "{}", "another\n" + calls.getFirst().thoughts()));
    ask(after(foreign), thinking("low")).awaitFinished();
    assertThat(sent().path("messages").path(1).path("content").path(0).path("type").asText())
        .isEqualTo("tool_use");
  }

  private static Prompt after(List<ToolCall> calls) {
    return withTools(
        new Prompt(
            "",
            List.of(
                new Message.User("France?"),
                new Message.ToolCalls("", calls),
                new Message.ToolResult(calls.getFirst().id(), "Seen.")),
            42));
  }

  @Test
  void thoughtsThatAreNotShownAreASignOfLifeToo() {
    serve(
        wire.begin(),
        MessagesWire.block(
            0,
            "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}",
            "{\"type\":\"signature_delta\",\"signature\":\"c2ln\"}"),
        wire.text("Paris."),
        wire.end(Finish.DONE));

    RecordingSink sink = ask(FRANCE);

    sink.awaitFinished();
    assertThat(sink.thoughts()).isPositive();
    assertThat(sink.text()).isEqualTo("Paris.");
  }

  @Test
  void anErrorInTheMiddleThatIsTheRequestsFaultIsPermanent() {
    serve(
        wire.begin(),
        MessagesWire.event(
            "error", "\"error\":{\"type\":\"invalid_request_error\",\"message\":\"bad\"}"));

    assertThat(ask(FRANCE).awaitFailed().kind()).isEqualTo(Kind.PERMANENT);
  }
}
