package dev.parley.server.llm;

import java.util.List;

/// Takes one answer. Calls come one at a time.
public interface TokenSink {
  /// The next piece of text, of any size. May block, which slows the generation down.
  void token(String text);

  /// The model thinks, which is not heard: it is at work but has not begun to answer. Comes any
  /// number of times, also between texts.
  default void thinking() {}

  /// The model has begun to write a tool call, which may take a while: it is at work as if this
  /// were a token.
  default void toolCallBegan() {}

  /// The model wants tools called, at least one, before it goes on. Comes at most once, behind all
  /// text and before [#finished], and only for a prompt with tools.
  void toolCalls(List<ToolCall> calls);

  /// The answer is complete.
  void finished(TokenUsage usage);

  /// The answer broke off. Text delivered before stays valid.
  void failed(LlmException failure);
}
