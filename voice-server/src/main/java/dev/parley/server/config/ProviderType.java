package dev.parley.server.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.server.llm.anthropic.AnthropicLlmClient;
import dev.parley.server.llm.gemini.GeminiLlmClient;
import dev.parley.server.llm.openai.Lab;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which client talks to a provider, and in whose way.
public enum ProviderType {
  /// SmolLM2 inside this process.
  @JsonProperty("embedded")
  EMBEDDED(null),
  /// OpenAI, or anything that speaks its chat completions.
  @JsonProperty("openai")
  OPENAI(Lab.OPENAI),
  @JsonProperty("azure-openai")
  AZURE_OPENAI(Lab.AZURE_OPENAI),
  @JsonProperty("xai")
  XAI(Lab.XAI),
  @JsonProperty("deepseek")
  DEEPSEEK(Lab.DEEPSEEK),
  @JsonProperty("meta")
  META(Lab.META),
  @JsonProperty("mistral")
  MISTRAL(Lab.MISTRAL),
  @JsonProperty("cohere")
  COHERE(Lab.COHERE),
  @JsonProperty("microsoft")
  MICROSOFT(Lab.MICROSOFT),
  @JsonProperty("ollama")
  OLLAMA(Lab.OLLAMA),
  @JsonProperty("vllm")
  VLLM(Lab.VLLM),
  @JsonProperty("anthropic")
  ANTHROPIC(null),
  @JsonProperty("gemini")
  GEMINI(null);

  private final @Nullable Lab lab;

  ProviderType(@Nullable Lab lab) {
    this.lab = lab;
  }

  /// Who offers the chat completions; empty if it is something else.
  public Optional<Lab> lab() {
    return Optional.ofNullable(lab);
  }

  /// The address of the service; empty where every customer has another one.
  public Optional<URI> baseUrl() {
    return switch (this) {
      case EMBEDDED -> Optional.empty();
      case ANTHROPIC -> Optional.of(AnthropicLlmClient.BASE_URL);
      case GEMINI -> Optional.of(GeminiLlmClient.BASE_URL);
      case OPENAI, AZURE_OPENAI, XAI, DEEPSEEK, META, MISTRAL, COHERE, MICROSOFT, OLLAMA, VLLM ->
          lab().flatMap(Lab::baseUrl);
    };
  }

  /// What an address of the service looks like.
  String exampleUrl() {
    return lab().map(Lab::exampleUrl).or(() -> baseUrl().map(URI::toString)).orElse("none");
  }

  boolean needsKey() {
    return lab().map(Lab::needsKey).orElse(this != EMBEDDED);
  }

  /// What `reasoning_effort` may be; empty where there is no such setting.
  List<String> efforts() {
    return switch (this) {
      case EMBEDDED -> List.of();
      case ANTHROPIC -> AnthropicLlmClient.EFFORTS;
      case GEMINI -> GeminiLlmClient.EFFORTS;
      case OPENAI, AZURE_OPENAI, XAI, DEEPSEEK, META, MISTRAL, COHERE, MICROSOFT, OLLAMA, VLLM ->
          lab().map(Lab::efforts).orElse(List.of());
    };
  }

  /// Anthropic's newest interface refuses it.
  boolean takesTemperature() {
    return this != ANTHROPIC && this != EMBEDDED;
  }

  double highestTemperature() {
    return this == COHERE ? 1 : 2;
  }

  /// As it is written in the configuration.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
