package dev.parley.server.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.ToolCall;
import dev.parley.server.llm.ToolDefinition;
import dev.parley.server.llm.remote.RemoteSettings;
import dev.parley.server.llm.remote.Thoughts;
import java.util.Map;

/// Writes what a model is asked as a request for chat completions.
final class ChatRequests {
  private static final JsonMapper JSON = new JsonMapper();

  private final RemoteSettings settings;
  private final ChatDialect dialect;

  ChatRequests(RemoteSettings settings, ChatDialect dialect) {
    this.settings = settings;
    this.dialect = dialect;
  }

  ChatCompletionCreateParams write(Prompt prompt) {
    ChatCompletionCreateParams.Builder request =
        ChatCompletionCreateParams.builder().model(settings.model());
    messages(prompt, request);
    prompt.tools().forEach(tool -> request.addTool(write(tool)));
    request.putAdditionalBodyProperty(
        dialect.lengthField(), JsonValue.from(settings.maxTokens(prompt)));
    settings.temperature().ifPresent(request::temperature);
    if (dialect.asksForUsage()) {
      request.streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build());
    }
    if (dialect.switchesThinking()) {
      request.putAdditionalBodyProperty(
          "thinking", JsonValue.from(Map.of("type", thinks() ? "enabled" : "disabled")));
    }
    if (!dialect.switchesThinking() || thinks()) {
      settings
          .reasoningEffort()
          .ifPresent(
              effort ->
                  request.putAdditionalBodyProperty("reasoning_effort", JsonValue.from(effort)));
    }
    return request.build();
  }

  /// Whether a model that can be told so is told to think.
  private boolean thinks() {
    return settings.reasoningEffort().filter(effort -> !effort.equals("none")).isPresent();
  }

  private void messages(Prompt prompt, ChatCompletionCreateParams.Builder request) {
    if (!prompt.system().isBlank()) {
      request.addSystemMessage(prompt.system());
    }
    for (Message message : prompt.messages()) {
      switch (message) {
        case Message.User user -> request.addUserMessage(user.forModel());
        case Message.Assistant assistant -> request.addAssistantMessage(assistant.forModel());
        case Message.ToolCalls calls -> request.addMessage(write(calls));
        case Message.ToolResult result ->
            request.addMessage(
                ChatCompletionToolMessageParam.builder()
                    .toolCallId(result.callId())
                    .content(result.forModel())
                    .build());
      }
    }
  }

  private ChatCompletionAssistantMessageParam write(Message.ToolCalls calls) {
    ChatCompletionAssistantMessageParam.Builder message =
        ChatCompletionAssistantMessageParam.builder();
    if (!calls.text().isBlank()) {
      message.content(calls.forModel());
    }
    if (dialect.switchesThinking() && thinks()) {
      message.putAdditionalProperty(
          "reasoning_content",
          JsonValue.from(Thoughts.of(calls.calls().getFirst(), settings.provider()).orElse("")));
    }
    for (ToolCall call : calls.calls()) {
      message.addToolCall(
          ChatCompletionMessageFunctionToolCall.builder()
              .id(call.id())
              .function(
                  ChatCompletionMessageFunctionToolCall.Function.builder()
                      .name(call.name())
                      .arguments(call.arguments())
                      .build())
              .build());
    }
    return message.build();
  }

  private static ChatCompletionFunctionTool write(ToolDefinition tool) {
    FunctionParameters.Builder parameters = FunctionParameters.builder();
    schema(tool)
        .forEach((key, value) -> parameters.putAdditionalProperty(key, JsonValue.from(value)));
    return ChatCompletionFunctionTool.builder()
        .function(
            FunctionDefinition.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(parameters.build())
                .build())
        .build();
  }

  private static Map<String, Object> schema(ToolDefinition tool) {
    try {
      return JSON.readValue(tool.parameters(), new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The parameters of the tool %s are no JSON object.".formatted(tool.name()), e);
    }
  }
}
