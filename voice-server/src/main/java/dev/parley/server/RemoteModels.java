package dev.parley.server;

import dev.parley.server.config.ConfigException;
import dev.parley.server.config.ProviderSettings;
import dev.parley.server.config.ProviderType;
import dev.parley.server.llm.LlmClient;
import dev.parley.server.llm.anthropic.AnthropicLlmClient;
import dev.parley.server.llm.gemini.GeminiLlmClient;
import dev.parley.server.llm.openai.Lab;
import dev.parley.server.llm.openai.OpenAiLlmClient;
import dev.parley.server.llm.remote.RemoteSettings;
import java.net.URI;
import java.util.Optional;

/// Makes the clients of language models behind a network.
final class RemoteModels {
  private RemoteModels() {}

  /// Connects to nothing yet.
  ///
  /// @param name of the provider
  /// @param settings of any type but the embedded one
  /// @throws ConfigException if they cannot work
  static LlmClient open(String name, ProviderSettings settings) {
    try {
      RemoteSettings remote = remote(name, settings);
      return switch (settings.type()) {
        case EMBEDDED ->
            throw new IllegalArgumentException("The embedded model is not behind a network.");
        case ANTHROPIC -> new AnthropicLlmClient(remote);
        case GEMINI -> new GeminiLlmClient(remote);
        case OPENAI, AZURE_OPENAI, XAI, DEEPSEEK, META, MISTRAL, COHERE, MICROSOFT, OLLAMA, VLLM ->
            new OpenAiLlmClient(remote, lab(settings), Optional.ofNullable(settings.apiVersion()));
      };
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "The configuration's 'providers.%s': %s".formatted(name, e.getMessage()));
    }
  }

  /// OpenAI's type stands for everybody's chat completions at another address than OpenAI's.
  private static Lab lab(ProviderSettings settings) {
    Lab lab = settings.type().lab().orElseThrow();
    URI address = settings.baseUrl();
    return lab == Lab.OPENAI && address != null && !address.getHost().endsWith(".openai.com")
        ? Lab.COMPATIBLE
        : lab;
  }

  private static RemoteSettings remote(String name, ProviderSettings settings) {
    return new RemoteSettings(
        name,
        Optional.ofNullable(settings.baseUrl()).or(settings.type()::baseUrl).orElseThrow(),
        settings.key(name),
        String.valueOf(
            settings.type() == ProviderType.AZURE_OPENAI && settings.deployment() != null
                ? settings.deployment()
                : settings.model()),
        settings.headers(),
        settings.timeout(),
        Optional.ofNullable(settings.maxTokens()),
        Optional.ofNullable(settings.temperature()),
        Optional.ofNullable(settings.reasoningEffort()),
        settings.thinkingDeadline());
  }
}
