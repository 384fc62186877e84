package dev.parley.server.llm;

import java.time.Duration;

/// One configured language model. Thread-safe, shared by all sessions.
public interface LlmClient extends AutoCloseable {
  /// How long a model may think where nothing else is configured.
  Duration THINKING_DEADLINE = Duration.ofSeconds(30);

  /// The provider's name in the configuration, such as `embedded`.
  String provider();

  /// The model's own name, for reports.
  String model();

  /// Whether the model can call tools. One that cannot answers as if there were none.
  default boolean callsTools() {
    return true;
  }

  /// How long the model may think before it says something, once it has shown that it thinks. Then
  /// another is asked, if there is one.
  default Duration thinkingDeadline() {
    return THINKING_DEADLINE;
  }

  /// Starts an answer and returns before its first token.
  ///
  /// @param sink gets the answer on a thread of the client: any number of tokens, then perhaps
  ///     tool calls, then exactly one of finished or failed, except after [Generation#cancel], when
  ///     it gets nothing more (one call may still be under way)
  Generation generate(Prompt prompt, TokenSink sink);

  /// Cancels what runs and frees the model or connections. Safe to call twice.
  @Override
  void close();
}
