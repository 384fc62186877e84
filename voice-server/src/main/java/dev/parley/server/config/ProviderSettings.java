package dev.parley.server.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One language model.
///
/// @param type which client talks to it
/// @param baseUrl of an OpenAI-compatible service, ending in its version path such as `/v1`
/// @param apiKey its secret; `${NAME}` in the file takes it from the environment
/// @param model the service's name of the model
public record ProviderSettings(
    Type type,
    @JsonProperty("base_url") @Nullable URI baseUrl,
    @JsonProperty("api_key") @Nullable String apiKey,
    @Nullable String model) {

  /// Which client talks to a provider.
  public enum Type {
    /// SmolLM2 inside this process.
    EMBEDDED,
    /// OpenAI, or anything that speaks its chat completions.
    OPENAI;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public ProviderSettings {
    switch (type) {
      case EMBEDDED ->
          Require.that(
              baseUrl == null && apiKey == null && model == null,
              "providers",
              "gives the embedded model a base_url, api_key or model, which it does not have");
      case OPENAI ->
          Require.that(
              model != null && !model.isBlank(),
              "providers",
              "needs the name of the 'model' for a provider of type openai");
    }
  }

  /// The settings with the secret masked.
  @Override
  public String toString() {
    return "ProviderSettings[type=%s, baseUrl=%s, apiKey=%s, model=%s]"
        .formatted(type, baseUrl, apiKey == null ? "none" : "****", model);
  }
}
