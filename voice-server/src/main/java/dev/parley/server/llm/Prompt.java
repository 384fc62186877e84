package dev.parley.server.llm;

import java.util.List;

/// What a model is asked.
///
/// @param system instructions; may be empty
/// @param messages the conversation, oldest first, ending with a user message
/// @param maxTokens at most this many tokens of answer
public record Prompt(String system, List<Message> messages, int maxTokens) {
  public Prompt {
    messages = List.copyOf(messages);
  }
}
