package dev.parley.server.llm.openai;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Who offers chat completions, and how each one's differ from OpenAI's.
public enum Lab {
  OPENAI(
      ChatDialect.at("https://api.openai.com/v1")
          .withLengthField("max_completion_tokens")
          .withEfforts("none", "minimal", "low", "medium", "high", "xhigh")),
  /// Anybody else: llama-server, LM Studio, gateways, …
  COMPATIBLE(
      ChatDialect.atOwnAddress("http://localhost:8080/v1")
          .withoutKey()
          .withEfforts("none", "minimal", "low", "medium", "high", "xhigh")),
  AZURE_OPENAI(
      ChatDialect.atOwnAddress("https://NAME.openai.azure.com")
          .withKeyHeader("api-key")
          .withLengthField("max_completion_tokens")
          .withEfforts("none", "minimal", "low", "medium", "high", "xhigh")),
  XAI(
      ChatDialect.at("https://api.x.ai/v1")
          .withLengthField("max_completion_tokens")
          .withEfforts("none", "low", "medium", "high")),
  DEEPSEEK(
      ChatDialect.at("https://api.deepseek.com")
          .withEfforts("none", "low", "medium", "high", "max")
          .withThinkingSwitch()),
  META(ChatDialect.at("https://api.llama.com/compat/v1").withLengthField("max_completion_tokens")),
  MISTRAL(
      ChatDialect.at("https://api.mistral.ai/v1")
          .withUsageUnasked()
          .withEfforts("none", "low", "medium", "high")),
  COHERE(
      ChatDialect.at("https://api.cohere.ai/compatibility/v1")
          .withUsageUnasked()
          .withEfforts("none", "high")),
  /// Microsoft Foundry: the models of many labs, at an address of the customer's own.
  MICROSOFT(
      ChatDialect.atOwnAddress("https://NAME.services.ai.azure.com")
          .withKeyHeader("api-key")
          .withEfforts("none", "minimal", "low", "medium", "high", "xhigh")),
  OLLAMA(
      ChatDialect.at("http://localhost:11434/v1")
          .withoutKey()
          .withEfforts("none", "low", "medium", "high")),
  VLLM(
      ChatDialect.at("http://localhost:8000/v1")
          .withoutKey()
          .withEfforts("none", "low", "medium", "high"));

  /// A record whose list cannot be changed, which the checker cannot know.
  @SuppressWarnings("ImmutableEnumChecker")
  private final ChatDialect dialect;

  Lab(ChatDialect dialect) {
    this.dialect = dialect;
  }

  ChatDialect dialect() {
    return dialect;
  }

  /// The address of the lab's API; empty where every customer has another one.
  public Optional<URI> baseUrl() {
    return dialect.baseUrl();
  }

  /// What an address looks like.
  public String exampleUrl() {
    return dialect.exampleUrl();
  }

  /// Whether it answers nobody without an API key.
  public boolean needsKey() {
    return dialect.needsKey();
  }

  /// What `reasoning_effort` may be; empty where there is no such setting.
  public List<String> efforts() {
    return dialect.efforts();
  }

  /// What comes before `/chat/completions`.
  ///
  /// @param baseUrl as configured; the address of an Azure resource alone will do
  /// @param deployment the name of a deployment in the address, as Azure's dated API versions want
  ///     it
  URI address(URI baseUrl, Optional<String> deployment) {
    String path = baseUrl.getPath();
    if ((this != AZURE_OPENAI && this != MICROSOFT)
        || !(path == null || path.isEmpty() || path.equals("/"))) {
      return baseUrl;
    }
    return baseUrl.resolve(
        deployment.map("/openai/deployments/%s"::formatted).orElse("/openai/v1"));
  }
}
