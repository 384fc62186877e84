package dev.parley.server.llm.gemini;

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
class GeminiLlmClientTest extends RemoteLlmContract {
  private final GeminiWire wire = new GeminiWire();

  @Override
  protected Wire wire() {
    return wire;
  }

  private JsonNode sent() throws JsonProcessingException {
    return new JsonMapper().readTree(server().connections().getLast().body());
  }

  @Test
  void sendsTheConversationInTurnsOfWhichThePersonHasTheFirst() throws JsonProcessingException {
    ask(new Prompt(
            "Be brief.",
            List.of(
                new Message.Assistant("Hello, this is Parley.", false),
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
        .startsWith("POST /v1beta/models/small:streamGenerateContent?alt=sse ")
        .containsIgnoringCase("x-goog-api-key: " + KEY);
    JsonNode sent = sent();
    assertThat(sent.path("systemInstruction").path("parts").path(0).path("text").asText())
        .isEqualTo("Be brief.");
    assertThat(sent.path("generationConfig").toString())
        .isEqualTo("{\"maxOutputTokens\":42,\"temperature\":0.5}");
    JsonNode contents = sent.path("contents");
    assertThat(contents)
        .extracting(each -> each.path("role").asText())
        .containsExactly("user", "model", "user", "model", "user", "model", "user");
    assertThat(contents.path(3).path("parts").path(1).path("functionCall").toString())
        .isEqualTo("{\"name\":\"look\",\"args\":{\"at\":1}}");
    assertThat(contents.path(4).path("parts").path(0).toString())
        .isEqualTo("{\"functionResponse\":{\"name\":\"look\",\"response\":{\"result\":\"yes\"}}}");
    assertThat(contents.path(5).path("parts").path(0).path("text").asText())
        .isEqualTo("[interrupted]");
    assertThat(sent.path("tools").path(0).path("functionDeclarations").path(0).toString())
        .isEqualTo(
            "{\"name\":\"look\",\"description\":\"Looks.\",\"parametersJsonSchema\":"
                + "{\"type\":\"object\",\"properties\":{\"at\":{\"type\":\"integer\"}}}}");
  }

  @Test
  void callsGetTheirSignaturesBackAndThoseOfOtherModelsAStandIn() throws JsonProcessingException {
    serve(wire.begin(), wire.twoCalls(), wire.end(Finish.TOOLS));
    RecordingSink sink = ask(withTools(FRANCE));
    sink.awaitFinished();

    ask(after(sink.calls())).awaitFinished();
    JsonNode parts = sent().path("contents").path(1).path("parts");
    assertThat(parts.path(0).path("thoughtSignature").asText()).isEqualTo("c2ln");
    assertThat(parts.path(1).has("thoughtSignature")).isFalse();

    ask(after(List.of(new ToolCall("a", "look", "{}"), new ToolCall("b", "book", "{}"))))
        .awaitFinished();
    parts = sent().path("contents").path(1).path("parts");
    assertThat(parts.path(0).path("thoughtSignature").asText())
        .isEqualTo("skip_thought_signature_validator");
    assertThat(parts.path(1).has("thoughtSignature")).isFalse();
  }

  private static Prompt after(List<ToolCall> calls) {
    return withTools(
        new Prompt(
            "",
            List.of(
                new Message.User("France?"),
                new Message.ToolCalls("", calls),
                new Message.ToolResult(calls.getFirst().id(), "Seen."),
                new Message.ToolResult(calls.getLast().id(), "Booked.")),
            42));
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-2.5-flash, none, 0, '', false",
    "gemini-2.5-flash, high, 24576, '', true",
    "gemini-3.5-flash, none, '', MINIMAL, false",
    "gemini-3.5-flash, low, '', LOW, true"
  })
  void thinksAsHardAsItIsTold(
      String model, String effort, String budget, String level, boolean shown)
      throws JsonProcessingException {
    RemoteSettings settings = settings(PATIENCE);
    ask(
            FRANCE,
            new RemoteSettings(
                settings.provider(),
                settings.baseUrl(),
                settings.apiKey(),
                model,
                Map.of(),
                PATIENCE,
                Optional.of(2_000),
                Optional.empty(),
                Optional.of(effort),
                PATIENCE))
        .awaitFinished();

    JsonNode thinking = sent().path("generationConfig").path("thinkingConfig");
    assertThat(thinking.path("thinkingBudget").asText("")).isEqualTo(budget);
    assertThat(thinking.path("thinkingLevel").asText("")).isEqualTo(level);
    assertThat(thinking.path("includeThoughts").asBoolean()).isEqualTo(shown);
  }

  @Test
  void aWrongKeyIsABadRequestHere() {
    serve(
        connection ->
            connection.status(
                400,
                "{\"error\":{\"code\":400,\"message\":\"API key not valid.\",\"details\":[{\"reason\":\"API_KEY_INVALID\"}]}}"));

    assertThat(ask(FRANCE).awaitFailed())
        .hasMessageContaining("does not take the API key")
        .extracting("kind")
        .isEqualTo(Kind.PERMANENT);
  }

  @Test
  void theTimeToWaitAtALimitIsInTheBody() {
    serve(
        connection ->
            connection.status(
                429,
                "[{\"error\":{\"code\":429,\"details\":[{\"@type\":\"x\"},{\"retryDelay\":\"13.2s\"}]}}]"));

    assertThat(ask(FRANCE).awaitFailed()).hasMessageContaining("14 s");
  }

  @Test
  void aQuestionThatIsBlockedHasNoAnswer() {
    serve(GeminiWire.event("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}"));

    assertThat(ask(FRANCE).awaitFailed())
        .hasMessageContaining("safety")
        .extracting("kind")
        .isEqualTo(Kind.PERMANENT);
  }

  @Test
  void aCallThatTheModelGarbledIsAFailure() {
    serve(
        wire.begin(),
        GeminiWire.event("{\"candidates\":[{\"finishReason\":\"MALFORMED_FUNCTION_CALL\"}]}"));

    assertThat(ask(withTools(FRANCE)).awaitFailed().kind()).isEqualTo(Kind.TRANSIENT);
  }

  @Test
  void eventsMayHaveSeveralLinesAndOtherFields() {
    serve(
        ": hello\n\nevent: message\nid: 1\ndata: {\"candidates\":[{\"content\":{\"parts\":\ndata: [{\"text\":\"Hi.\"}]}}]}\n\n",
        wire.end(Finish.DONE));

    RecordingSink sink = ask(FRANCE);

    sink.awaitFinished();
    assertThat(sink.text()).isEqualTo("Hi.");
  }
}
