package dev.parley.server.session;

import dev.parley.server.llm.Generation;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.TokenSink;

/// Who answers: the language models behind the routes.
@FunctionalInterface
public interface AnswerSource {
  /// Starts an answer and returns before its first token; the contract is that of
  /// [dev.parley.server.llm.LlmClient#generate].
  ///
  /// @param route a name of the configuration
  /// @param listener is told which provider answers, before its first token
  Generation generate(String route, Prompt prompt, TokenSink sink, ProviderListener listener);

  /// Whether any model behind a route can call tools; the others answer as if there were none.
  default boolean callsTools(String route) {
    return true;
  }

  /// Follows which provider answers.
  @FunctionalInterface
  interface ProviderListener {
    /// @param from the provider that gave up; empty for the first choice
    /// @param to the provider that answers now
    /// @param cause why the first one gave up; empty for the first choice
    void providerChosen(String from, String to, String cause);
  }
}
