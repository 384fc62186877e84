package dev.parley.server.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.server.llm.LlmException.Kind;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.RecordingSink;
import dev.parley.server.llm.TokenUsage;
import dev.parley.server.llm.ToolCall;
import dev.parley.server.llm.remote.RemoteLlmContract;
import dev.parley.server.llm.remote.Wire;
import dev.parley.server.llm.remote.Wire.Finish;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class OpenAiLlmClientTest extends RemoteLlmContract {
  private static final String STOP =
      "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";

  private final ChatWire wire = new ChatWire(Lab.COMPATIBLE, "reasoning_content");

  @Override
  protected Wire wire() {
    return wire;
  }

  @Test
  void tellsToolCallsApartThatHaveNoIndex() {
    serve(
        ChatWire.calls("{\"id\":\"a\",\"function\":{\"name\":\"look\",\"arguments\":\"{\"}}"),
        ChatWire.calls("{\"function\":{\"arguments\":\"}\"}}"),
        ChatWire.calls("{\"id\":\"b\",\"function\":{\"name\":\"book\",\"arguments\":\"{}\"}}"),
        STOP);

    RecordingSink sink = ask(withTools(FRANCE));

    sink.awaitFinished();
    assertThat(sink.calls())
        .containsExactly(new ToolCall("a", "look", "{}"), new ToolCall("b", "book", "{}"));
  }

  @Test
  void refusesEndlessToolCalls() {
    String piece =
        ChatWire.calls("{\"index\":0,\"function\":{\"arguments\":\"" + "x".repeat(60_000) + "\"}}");
    serve(piece, piece, piece, piece, piece, STOP);

    assertThat(ask(withTools(FRANCE)).awaitFailed().kind()).isEqualTo(Kind.PERMANENT);
  }

  @Test
  void countsPiecesWhenTheServerReportsNoUsage() {
    serve(wire.thought("So."), wire.text("One "), wire.text("two."), STOP);

    assertThat(ask(FRANCE).awaitFinished()).isEqualTo(new TokenUsage(0, 0, 3, 1));
  }

  @Test
  void countsThoughtsThatAreInTheTotalOnly() {
    serve(
        wire.text("One."),
        STOP,
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":32,\"completion_tokens\":9,"
            + "\"total_tokens\":135,\"completion_tokens_details\":{\"reasoning_tokens\":94}}}\n\n");

    assertThat(ask(FRANCE).awaitFinished()).isEqualTo(new TokenUsage(32, 0, 103, 94));
  }

  @Test
  void countsWhatDeepSeekStillKnew() {
    serve(
        wire.text("One."),
        STOP,
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":32,\"completion_tokens\":9,"
            + "\"total_tokens\":41,\"prompt_cache_hit_tokens\":30}}\n\n");

    assertThat(ask(FRANCE).awaitFinished()).isEqualTo(new TokenUsage(32, 30, 9, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reasoning_content", "reasoning"})
  void thoughtsHaveSeveralNames(String field) {
    serve(new ChatWire(Lab.VLLM, field).thought("Hm."), wire.text("One."), STOP);

    RecordingSink sink = ask(FRANCE);

    sink.awaitFinished();
    assertThat(sink.thoughts()).isEqualTo(1);
    assertThat(sink.text()).isEqualTo("One.");
  }

  @Test
  void thoughtsBetweenTagsAreNotSaid() {
    serve(
        wire.text("<th"),
        wire.text("ink>It is"),
        wire.text(" Paris.</thi"),
        wire.text("nk>\\n\\nParis, a < b."),
        wire.text(" <thing"),
        STOP);

    RecordingSink sink = ask(FRANCE);

    assertThat(sink.awaitFinished().reasoning()).isEqualTo(3);
    assertThat(sink.text()).isEqualTo("Paris, a < b. <thing");
  }

  @Test
  void readsContentThatComesAsAList() {
    serve(
        ChatWire.delta(
            "\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Hm.\"}]}]"),
        ChatWire.delta("\"content\":[{\"type\":\"text\",\"text\":\"Paris.\"}]"),
        STOP);

    RecordingSink sink = ask(FRANCE);

    sink.awaitFinished();
    assertThat(sink.text()).isEqualTo("Paris.");
    assertThat(sink.thoughts()).isEqualTo(1);
  }

  @Test
  void saysWhatTheModelRefusesInWords() {
    serve(ChatWire.delta("\"refusal\":\"I can't help with that.\""), STOP);

    RecordingSink sink = ask(FRANCE);

    sink.awaitFinished();
    assertThat(sink.text()).isEqualTo("I can't help with that.");
  }

  @Test
  void namesTheSettingThatIsRefused() {
    serve(
        connection ->
            connection.status(
                400,
                "{\"error\":{\"message\":\"Unsupported value\",\"param\":\"temperature\",\"code\":\"unsupported_value\"}}"));

    assertThat(ask(FRANCE).awaitFailed()).hasMessageContaining("does not take 'temperature'");
  }

  @Test
  void aQuotaThatIsUsedUpIsNoLimitOfRate() {
    serve(
        connection ->
            connection.status(
                429, "{\"error\":{\"message\":\"You exceeded\",\"code\":\"insufficient_quota\"}}"));

    assertThat(ask(FRANCE).awaitFailed())
        .hasMessageContaining("quota is used up")
        .extracting("kind")
        .isEqualTo(Kind.PERMANENT);
  }

  @Test
  void sendsToolsCallsAndResults() throws JsonProcessingException {
    ask(new Prompt(
            "",
            List.of(
                new Message.User("Free in Köln?"),
                new Message.ToolCalls(
                    "I will look.", List.of(new ToolCall("c00000001", "look", "{\"at\":1}"))),
                new Message.ToolResult("c00000001", "yes"),
                new Message.Assistant("", true),
                new Message.User("France?")),
            60,
            List.of(LOOK)))
        .awaitFinished();

    JsonNode sent = new JsonMapper().readTree(server().connections().getFirst().body());
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

  @Test
  void sendsTheConversationInOrder() {
    ask(new Prompt(
            "Be brief.",
            List.of(
                new Message.User("Tell me about France."),
                new Message.Assistant("France is a", true),
                new Message.User("Its capital?")),
            42))
        .awaitFinished();

    assertThat(server().connections().getFirst().head())
        .startsWith("POST /v1/chat/completions ")
        .containsIgnoringCase("Authorization: Bearer " + KEY);
    assertThat(server().connections().getFirst().body())
        .containsSubsequence(
            "Be brief.", "Tell me about France.", "France is a — [interrupted]", "Its capital?")
        .contains("\"max_tokens\":42", "\"temperature\":0.5", "\"stream\":true")
        .contains("\"include_usage\":true", "\"model\":\"small\"");
  }

  @Test
  void anEndOfLengthWithoutThoughtsNamesTheSettingToo() {
    serve(wire.begin(), wire.end(Finish.LENGTH));

    assertThat(ask(FRANCE).awaitFailed()).hasMessageContaining("max_tokens");
  }
}
