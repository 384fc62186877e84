package dev.parley.server.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One language model.
///
/// @param type which client talks to it
/// @param baseUrl of the service, for most ending in its version path such as `/v1`; null: the
///     lab's own
/// @param apiKey its secret; `${NAME}` in the file takes it from the environment
/// @param apiKeyFile a file with the secret instead
/// @param model the service's name of the model
/// @param deployment Azure's word for it
/// @param apiVersion a dated version of Azure's API; null: the one without dates
/// @param headers of every request, besides those that the protocol needs; may be secrets
/// @param timeout the longest silence of the service
/// @param maxTokens the most tokens of an answer, thoughts included; null: as the session says
/// @param temperature null leaves it to the service
/// @param reasoningEffort how much the model thinks; null: little, or as the model likes
/// @param thinkingDeadline how long it may think before the next provider is asked
public record ProviderSettings(
    ProviderType type,
    @JsonProperty("base_url") @Nullable URI baseUrl,
    @JsonProperty("api_key") @Nullable String apiKey,
    @JsonProperty("api_key_file") @Nullable Path apiKeyFile,
    @Nullable String model,
    @Nullable String deployment,
    @JsonProperty("api_version") @Nullable String apiVersion,
    Map<String, String> headers,
    Duration timeout,
    @JsonProperty("max_tokens") @Nullable Integer maxTokens,
    @Nullable Double temperature,
    @JsonProperty("reasoning_effort") @Nullable String reasoningEffort,
    @JsonProperty("thinking_deadline") Duration thinkingDeadline) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration THINKING_DEADLINE = Duration.ofSeconds(30);

  public ProviderSettings(
      @Nullable ProviderType type,
      @Nullable URI baseUrl,
      @Nullable String apiKey,
      @Nullable Path apiKeyFile,
      @Nullable String model,
      @Nullable String deployment,
      @Nullable String apiVersion,
      @Nullable Map<String, String> headers,
      @Nullable Duration timeout,
      @Nullable Integer maxTokens,
      @Nullable Double temperature,
      @Nullable String reasoningEffort,
      @Nullable Duration thinkingDeadline) {
    Require.that(
        type != null,
        "providers",
        "needs the 'type' of each provider: one of " + List.of(ProviderType.values()));
    this.type = Objects.requireNonNull(type);
    this.baseUrl = baseUrl;
    this.apiKey = apiKey;
    this.apiKeyFile = apiKeyFile;
    this.model = model == null ? deployment : model;
    this.deployment = deployment;
    this.apiVersion = apiVersion;
    this.headers =
        headers == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    this.timeout = timeout == null ? TIMEOUT : timeout;
    this.maxTokens = maxTokens;
    this.temperature = temperature;
    this.reasoningEffort = reasoningEffort;
    this.thinkingDeadline = thinkingDeadline == null ? THINKING_DEADLINE : thinkingDeadline;
  }

  /// A provider with all else left out.
  public static ProviderSettings of(
      ProviderType type, @Nullable URI baseUrl, @Nullable String apiKey, @Nullable String model) {
    return new ProviderSettings(
        type, baseUrl, apiKey, null, model, null, null, null, null, null, null, null, null);
  }

  /// The secret, from where it is.
  ///
  /// @param name of the provider, for complaints
  /// @throws ConfigException if its file cannot be read
  public Optional<String> key(String name) {
    if (apiKeyFile == null) {
      return Optional.ofNullable(apiKey).filter(key -> !key.isBlank());
    }
    try {
      String key = Files.readString(apiKeyFile).strip();
      Require.that(!key.isEmpty(), setting(name, "api_key_file"), "names an empty file");
      return Optional.of(key);
    } catch (IOException e) {
      throw new ConfigException(
          "The configuration's '%s' names %s, which cannot be read; check the path and its permissions."
              .formatted(setting(name, "api_key_file"), apiKeyFile));
    }
  }

  /// Checks the settings against what the type of provider takes.
  ///
  /// @param name of the provider
  /// @throws ConfigException with a sentence about the first setting that cannot work
  void check(String name) {
    if (type == ProviderType.EMBEDDED) {
      Require.that(
          equals(of(ProviderType.EMBEDDED, null, null, null)),
          "providers." + name,
          "has settings besides its type, which the embedded model does not take");
      return;
    }
    Require.that(
        model != null && !model.isBlank(),
        "providers." + name,
        "needs the name of the 'model' for a provider of type " + type);
    checkAddress(name);
    checkKey(name);
    checkAnswers(name);
  }

  private void checkAddress(String name) {
    URI address = baseUrl;
    if (address == null) {
      Require.that(
          type.baseUrl().isPresent(),
          setting(name, "base_url"),
          "is missing; a provider of type %s has an address of its own, such as %s"
              .formatted(type, type.exampleUrl()));
    } else {
      Require.that(
          address.getHost() != null
              && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
              && address.getUserInfo() == null,
          setting(name, "base_url"),
          "must be an http or https address without a password, such as " + type.exampleUrl());
    }
    Require.that(
        type == ProviderType.AZURE_OPENAI || (deployment == null && apiVersion == null),
        "providers." + name,
        "has a deployment or an api_version, which only the type azure-openai takes");
  }

  private void checkKey(String name) {
    Require.that(
        apiKey == null || apiKeyFile == null,
        "providers." + name,
        "has an api_key and an api_key_file; keep one of them");
    // Other addresses may want none, and other headers may stand for it.
    boolean otherwise =
        type.lab().isPresent()
            && (!headers.isEmpty() || (baseUrl != null && type == ProviderType.OPENAI));
    Require.that(
        key(name).isPresent() || !type.needsKey() || otherwise,
        setting(name, "api_key"),
        "is missing; a provider of type %s answers nobody without one".formatted(type));
  }

  private void checkAnswers(String name) {
    Require.within(
        setting(name, "timeout"), timeout, Duration.ofMillis(100), Duration.ofMinutes(10));
    Require.within(
        setting(name, "thinking_deadline"),
        thinkingDeadline,
        Duration.ZERO,
        Duration.ofMinutes(10));
    if (maxTokens != null) {
      Require.within(setting(name, "max_tokens"), maxTokens, 1, 1_000_000);
    }
    if (temperature != null) {
      Require.that(
          type.takesTemperature(),
          setting(name, "temperature"),
          "is not taken by providers of type " + type);
      Require.within(setting(name, "temperature"), temperature, 0.0, type.highestTemperature());
    }
    if (reasoningEffort != null) {
      List<String> efforts = type.efforts();
      Require.that(
          !efforts.isEmpty(),
          setting(name, "reasoning_effort"),
          "is not taken by providers of type " + type);
      Require.that(
          efforts.contains(reasoningEffort),
          setting(name, "reasoning_effort"),
          "is '%s', but must be one of %s".formatted(reasoningEffort, String.join(", ", efforts)));
    }
  }

  private static String setting(String name, String setting) {
    return "providers." + name + "." + setting;
  }

  /// The settings with the secrets masked.
  @Override
  public String toString() {
    return "ProviderSettings[type=%s, baseUrl=%s, apiKey=%s, model=%s, apiVersion=%s, headers=%s, timeout=%s, maxTokens=%s, temperature=%s, reasoningEffort=%s, thinkingDeadline=%s]"
        .formatted(
            type,
            baseUrl,
            apiKey == null && apiKeyFile == null ? "none" : "****",
            model,
            apiVersion,
            headers.isEmpty() ? "none" : "****",
            timeout,
            maxTokens,
            temperature,
            reasoningEffort,
            thinkingDeadline);
  }
}
