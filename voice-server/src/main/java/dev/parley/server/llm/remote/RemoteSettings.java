package dev.parley.server.llm.remote;

import dev.parley.server.llm.Prompt;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Where a model is and how it is asked.
///
/// @param provider the name in the configuration, such as `openai` or `local-vllm`
/// @param baseUrl what every request's address begins with
/// @param apiKey empty for servers that want none; [#toString] masks it
/// @param model the server's name for the model
/// @param headers of every request besides those that the protocol needs; may be secrets
/// @param timeout the longest silence: while connecting, before the answer and between its pieces
/// @param maxTokens the most tokens of an answer, thoughts included; empty: as the prompt says
/// @param temperature empty leaves it to the server, as some models take none
/// @param reasoningEffort how much the model thinks, in the words of its API; empty: as quick an
///     answer as the client can ask for without knowing the model
/// @param thinkingDeadline how long it may think before something is heard
public record RemoteSettings(
    String provider,
    URI baseUrl,
    Optional<String> apiKey,
    String model,
    Map<String, String> headers,
    Duration timeout,
    Optional<Integer> maxTokens,
    Optional<Double> temperature,
    Optional<String> reasoningEffort,
    Duration thinkingDeadline) {
  public RemoteSettings {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
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
  }

  /// How many tokens the answer to a prompt may have.
  public int maxTokens(Prompt prompt) {
    return maxTokens.orElse(prompt.maxTokens());
  }

  /// Whether a connection is worth keeping for the next answer. One without encryption costs
  /// nothing, and small servers, such as llama-server, hang up behind an answer although they
  /// promise not to, which the next request would die of.
  public boolean keepsConnections() {
    return "https".equals(baseUrl.getScheme());
  }

  /// The same model at a more exact address.
  public RemoteSettings at(URI address) {
    return new RemoteSettings(
        provider,
        address,
        apiKey,
        model,
        headers,
        timeout,
        maxTokens,
        temperature,
        reasoningEffort,
        thinkingDeadline);
  }

  @Override
  public String toString() {
    return "RemoteSettings[provider=%s, baseUrl=%s, apiKey=%s, model=%s, headers=%s, timeout=%s]"
        .formatted(
            provider,
            baseUrl,
            apiKey.isPresent() ? "***" : "none",
            model,
            headers.keySet(),
            timeout);
  }
}
