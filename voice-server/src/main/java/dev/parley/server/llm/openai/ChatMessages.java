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
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.ToolCall;
import dev.parley.server.llm.ToolDefinition;
import java.util.Map;

/// Writes what a model is asked as messages and tools of Chat Completions.
final class ChatMessages {
  private static final JsonMapper JSON = new JsonMapper();

  private ChatMessages() {}

  static ChatCompletionCreateParams.Builder write(Prompt prompt) {
    ChatCompletionCreateParams.Builder request = ChatCompletionCreateParams.builder();
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
    prompt.tools().forEach(tool -> request.addTool(write(tool)));
    return request;
  }

  private static ChatCompletionAssistantMessageParam write(Message.ToolCalls calls) {
    ChatCompletionAssistantMessageParam.Builder message =
        ChatCompletionAssistantMessageParam.builder();
    if (!calls.text().isBlank()) {
      message.content(calls.forModel());
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
