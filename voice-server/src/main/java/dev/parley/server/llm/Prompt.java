package dev.parley.server.llm;

import java.util.List;

/// What a model is asked.
///
/// @param system instructions; may be empty
/// @param messages the conversation, oldest first, ending with a user message or tool results
/// @param maxTokens at most this many tokens of answer
/// @param tools that the model may call; a model that cannot call any answers without
public record Prompt(
    String system, List<Message> messages, int maxTokens, List<ToolDefinition> tools) {
  /// The instructions of a voice assistant, for sessions that bring none of their own.
  public static final String DEFAULT_SYSTEM =
      "You are Parley, a friendly and helpful voice assistant."
          + " You answer in one or two short sentences.";

  public Prompt {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }

  /// A prompt without tools.
  public Prompt(String system, List<Message> messages, int maxTokens) {
    this(system, messages, maxTokens, List.of());
  }
}
