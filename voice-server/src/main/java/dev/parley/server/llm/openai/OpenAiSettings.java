package dev.parley.server.llm.openai;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Where an OpenAI-compatible model is and how it is asked.
///
/// @param provider the name in the configuration, such as `openai` or `local-vllm`
/// @param baseUrl what comes before `/chat/completions`, such as `http://localhost:11434/v1`
/// @param apiKey empty for servers that want none; [#toString] masks it
/// @param model the server's name for the model
/// @param temperature 0 to 2; empty leaves it to the server, as some models take no other
/// @param timeout the longest silence: while connecting, before the answer and between tokens
public record OpenAiSettings(
    String provider,
    URI baseUrl,
    Optional<String> apiKey,
    String model,
    Optional<Double> temperature,
    Duration timeout) {
  public OpenAiSettings {
    String scheme = baseUrl.getScheme();
    if (baseUrl.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException(
          "The base URL of %s must be an http or https address, such as http://localhost:11434/v1."
              .formatted(provider));
    }
    if (baseUrl.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "The base URL of %s must not hold a password; use the API key.".formatted(provider));
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "The time-out of %s must be positive.".formatted(provider));
    }
    temperature.ifPresent(
        value -> {
          if (!(value >= 0 && value <= 2)) {
            throw new IllegalArgumentException(
                "The temperature of %s must be between 0 and 2, not %s."
                    .formatted(provider, value));
          }
        });
  }

  @Override
  public String toString() {
    return "OpenAiSettings[provider=%s, baseUrl=%s, apiKey=%s, model=%s, temperature=%s, timeout=%s]"
        .formatted(
            provider,
            baseUrl,
            apiKey.isPresent() ? "***" : "none",
            model,
            temperature.map(Object::toString).orElse("the server's"),
            timeout);
  }
}
