package dev.parley.server.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.server.llm.LlmClient;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.RecordingSink;
import dev.parley.server.llm.ToolCall;
import dev.parley.server.llm.ToolDefinition;
import dev.parley.server.llm.remote.RemoteSettings;
import dev.parley.server.llm.remote.ScriptedServer;
import dev.parley.server.llm.remote.Wire.Finish;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class LabTest {
  private static final Prompt PROMPT =
      new Prompt("Be brief.", List.of(new Message.User("Hello?")), 42);
  private static final ToolDefinition LOOK =
      new ToolDefinition("look", "Looks.", "{\"type\":\"object\"}");

  private final ScriptedServer server = ScriptedServer.start(LabTest::hello);

  private static void hello(ScriptedServer.Connection connection) throws java.io.IOException {
    ChatWire wire = new ChatWire(Lab.OPENAI, "reasoning_content");
    connection.begin();
    connection.send(4_096, wire.begin());
    if (connection.body().contains("\"tools\"")) {
      connection.send(
          4_096,
          wire.thought("I should "),
          wire.thought("look."),
          wire.twoCalls(),
          wire.end(Finish.TOOLS));
    } else {
      connection.send(4_096, wire.text("Hello."), wire.end(Finish.DONE));
    }
    connection.end();
  }

  @AfterEach
  void closeServer() {
    server.close();
  }

  private RecordingSink ask(
      Lab lab, String path, Optional<String> version, Optional<String> effort, Prompt prompt) {
    RecordingSink sink = RecordingSink.open();
    try (LlmClient client =
        new OpenAiLlmClient(
            new RemoteSettings(
                "tested",
                server.address().resolve(path),
                Optional.of("secret"),
                "small",
                Map.of(),
                Duration.ofSeconds(30),
                Optional.empty(),
                Optional.empty(),
                effort,
                Duration.ofSeconds(30)),
            lab,
            version)) {
      client.generate(prompt, sink);
      sink.awaitFinished();
    }
    return sink;
  }

  private JsonNode sent() throws JsonProcessingException {
    return new JsonMapper().readTree(server.connections().getLast().body());
  }

  private String head() {
    return server.connections().getLast().head();
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI, max_completion_tokens, true",
    "COMPATIBLE, max_tokens, true",
    "AZURE_OPENAI, max_completion_tokens, true",
    "XAI, max_completion_tokens, true",
    "DEEPSEEK, max_tokens, true",
    "META, max_completion_tokens, true",
    "MISTRAL, max_tokens, false",
    "COHERE, max_tokens, false",
    "MICROSOFT, max_tokens, true",
    "OLLAMA, max_tokens, true",
    "VLLM, max_tokens, true"
  })
  void everyLabIsAskedInItsOwnWords(Lab lab, String lengthField, boolean asksForUsage)
      throws JsonProcessingException {
    RecordingSink sink = ask(lab, "/v1", Optional.empty(), Optional.empty(), PROMPT);

    assertThat(sink.text()).isEqualTo("Hello.");
    JsonNode sent = sent();
    assertThat(sent.path(lengthField).asInt()).isEqualTo(42);
    assertThat(sent.has("max_tokens") && sent.has("max_completion_tokens")).isFalse();
    assertThat(sent.path("stream_options").path("include_usage").asBoolean())
        .isEqualTo(asksForUsage);
    assertThat(sent.has("stream_options")).isEqualTo(asksForUsage);
    assertThat(sent.has("reasoning_effort")).isFalse();
    assertThat(sent.path("messages").path(0).path("role").asText()).isEqualTo("system");
  }

  @ParameterizedTest
  @EnumSource(Lab.class)
  void everyLabGetsItsKeyInOneHeaderOnly(Lab lab) {
    ask(lab, "/v1", Optional.empty(), Optional.empty(), PROMPT);

    boolean azure = lab == Lab.AZURE_OPENAI || lab == Lab.MICROSOFT;
    assertThat(head().lines().filter(line -> line.contains("secret")))
        .singleElement()
        .asString()
        .isEqualToIgnoringCase(azure ? "api-key: secret" : "Authorization: Bearer secret");
  }

  @ParameterizedTest
  @EnumSource(Lab.class)
  void everyEffortOfALabIsSent(Lab lab) throws JsonProcessingException {
    for (String effort : lab.efforts()) {
      ask(lab, "/v1", Optional.empty(), Optional.of(effort), PROMPT);

      boolean switched = lab == Lab.DEEPSEEK && effort.equals("none");
      assertThat(sent().path("reasoning_effort").asText("")).isEqualTo(switched ? "" : effort);
    }
  }

  @Test
  void deepSeekIsToldNotToThinkUnlessItIsAskedTo() throws JsonProcessingException {
    ask(Lab.DEEPSEEK, "/", Optional.empty(), Optional.empty(), PROMPT);
    assertThat(sent().path("thinking").path("type").asText()).isEqualTo("disabled");
    assertThat(head()).startsWith("POST /chat/completions ");

    ask(Lab.DEEPSEEK, "/", Optional.empty(), Optional.of("high"), PROMPT);
    assertThat(sent().path("thinking").path("type").asText()).isEqualTo("enabled");
  }

  @Test
  void deepSeekGetsItsThoughtsBackBesideTheCalls() throws JsonProcessingException {
    Optional<String> effort = Optional.of("high");
    RecordingSink asked =
        ask(
            Lab.DEEPSEEK,
            "/",
            Optional.empty(),
            effort,
            new Prompt("", PROMPT.messages(), 42, List.of(LOOK)));
    List<ToolCall> calls = asked.calls();

    ask(Lab.DEEPSEEK, "/", Optional.empty(), effort, afterwards(calls));
    assertThat(sent().path("messages").path(1).path("reasoning_content").asText())
        .isEqualTo("I should look.");

    // Those of another model are not DeepSeek's thoughts, but the field has to be there.
    ask(Lab.DEEPSEEK, "/", Optional.empty(), effort, afterwards(List.of(foreign(calls))));
    assertThat(sent().path("messages").path(1).path("reasoning_content").asText("none")).isEmpty();

    ask(Lab.OPENAI, "/v1", Optional.empty(), effort, afterwards(calls));
    assertThat(sent().path("messages").path(1).has("reasoning_content")).isFalse();
  }

  private static ToolCall foreign(List<ToolCall> calls) {
    ToolCall call = calls.getFirst();
    return new ToolCall(call.id(), call.name(), call.arguments(), "another\nthought");
  }

  private static Prompt afterwards(List<ToolCall> calls) {
    return new Prompt(
        "",
        List.of(
            new Message.User("Hello?"),
            new Message.ToolCalls("", calls),
            new Message.ToolResult(calls.getFirst().id(), "Seen.")),
        42);
  }

  @Test
  void azureHasTheDeploymentInTheAddressIfTheVersionHasADate() {
    ask(Lab.AZURE_OPENAI, "/", Optional.of("2024-10-21"), Optional.empty(), PROMPT);
    assertThat(head())
        .startsWith("POST /openai/deployments/small/chat/completions?api-version=2024-10-21 HTTP");

    ask(Lab.AZURE_OPENAI, "", Optional.empty(), Optional.empty(), PROMPT);
    assertThat(head()).startsWith("POST /openai/v1/chat/completions HTTP");

    ask(Lab.MICROSOFT, "", Optional.empty(), Optional.empty(), PROMPT);
    assertThat(head()).startsWith("POST /openai/v1/chat/completions HTTP");

    ask(Lab.AZURE_OPENAI, "/gateway/v1", Optional.empty(), Optional.empty(), PROMPT);
    assertThat(head()).startsWith("POST /gateway/v1/chat/completions HTTP");
  }

  @Test
  void addressesOfAzureAreNotLengthenedByTheLibrary() {
    assertThat(
            Lab.AZURE_OPENAI.address(
                URI.create("https://mine.openai.azure.com"), Optional.of("fast")))
        .hasToString("https://mine.openai.azure.com/openai/deployments/fast");
  }
}
