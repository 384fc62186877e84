package dev.parley.server.llm.anthropic;

import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.MessageParam;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.ThinkingConfigAdaptive;
import com.anthropic.models.messages.ThinkingConfigDisabled;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlockParam;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.ToolCall;
import dev.parley.server.llm.ToolDefinition;
import dev.parley.server.llm.remote.RemoteSettings;
import dev.parley.server.llm.remote.Thoughts;
import dev.parley.server.llm.remote.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes what a model is asked as a request to the Messages interface. That takes no temperature
/// since its version of October 2026.
final class MessageRequests {
  private static final JsonMapper JSON = new JsonMapper();

  private final RemoteSettings settings;

  MessageRequests(RemoteSettings settings) {
    this.settings = settings;
  }

  MessageCreateParams write(Prompt prompt) {
    MessageCreateParams.Builder request =
        MessageCreateParams.builder().model(settings.model()).maxTokens(settings.maxTokens(prompt));
    if (!prompt.system().isBlank()) {
      request.system(prompt.system());
    }
    Turn.of(prompt).forEach(turn -> request.addMessage(write(turn)));
    prompt.tools().forEach(tool -> request.addTool(write(tool)));
    settings.reasoningEffort().ifPresent(effort -> think(effort, request));
    return request.build();
  }

  private static void think(String effort, MessageCreateParams.Builder request) {
    if (effort.equals("none")) {
      request.thinking(ThinkingConfigDisabled.builder().build());
    } else {
      request
          .thinking(ThinkingConfigAdaptive.builder().build())
          .outputConfig(OutputConfig.builder().effort(OutputConfig.Effort.of(effort)).build());
    }
  }

  private MessageParam write(Turn turn) {
    List<ContentBlockParam> blocks = new ArrayList<>();
    for (Message message : turn.messages()) {
      switch (message) {
        case Message.User user -> blocks.add(text(user.forModel()));
        case Message.Assistant assistant -> blocks.add(text(assistant.forModel()));
        case Message.ToolCalls step -> add(step, blocks);
        case Message.ToolResult result ->
            blocks.add(
                ContentBlockParam.ofToolResult(
                    ToolResultBlockParam.builder()
                        .toolUseId(result.callId())
                        .content(result.forModel())
                        .build()));
      }
    }
    return turn.person()
        ? MessageParam.ofUserOfContentBlockParams(blocks)
        : MessageParam.ofAssistantOfContentBlockParams(blocks);
  }

  private void add(Message.ToolCalls step, List<ContentBlockParam> blocks) {
    Thoughts.of(step.calls().getFirst(), settings.provider())
        .ifPresent(thoughts -> blocks.addAll(ThoughtBlocks.read(thoughts)));
    if (!step.text().isBlank()) {
      blocks.add(text(step.forModel()));
    }
    for (ToolCall call : step.calls()) {
      blocks.add(
          ContentBlockParam.ofToolUse(
              ToolUseBlockParam.builder()
                  .id(call.id())
                  .name(call.name())
                  .input(
                      ToolUseBlockParam.Input.builder()
                          .putAllAdditionalProperties(object(call.arguments()))
                          .build())
                  .build()));
    }
  }

  /// A text without anything in it is refused, and so is one that ends with blanks.
  private static ContentBlockParam text(String text) {
    return ContentBlockParam.ofText(
        TextBlockParam.builder().text(text.isBlank() ? "…" : text.stripTrailing()).build());
  }

  private static Tool write(ToolDefinition tool) {
    Map<String, JsonValue> schema = object(tool.parameters());
    // The library writes the only type that there is.
    schema.remove("type");
    return Tool.builder()
        .name(tool.name())
        .description(tool.description())
        .inputSchema(Tool.InputSchema.builder().putAllAdditionalProperties(schema).build())
        .build();
  }

  private static Map<String, JsonValue> object(String json) {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    try {
      JSON.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {})
          .forEach((name, value) -> fields.put(name, JsonValue.from(value)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The arguments or the parameters of a tool are no JSON object.", e);
    }
    return fields;
  }
}
