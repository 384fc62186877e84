package dev.parley.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Tag("unit")
class ProviderSettingsTest {
  @TempDir Path folder;

  private ServerConfig load(String provider) {
    try {
      Path file = folder.resolve("parley.yaml");
      Files.writeString(file, "providers: {lab: {%s}}".formatted(provider));
      return new ConfigLoader(Map.of("LAB_KEY", "secret-1")).load(Optional.of(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private ProviderSettings lab(String provider) {
    return Objects.requireNonNull(load(provider).providers().get("lab"));
  }

  private void complains(String provider, String... parts) {
    assertThatThrownBy(() -> load(provider))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(parts)
        .hasMessageEndingWith(".");
  }

  @Test
  void readsEverySetting() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "secret-2\n");

    ServerConfig config =
        load(
            "type: azure-openai, base_url: 'https://mine.openai.azure.com', api_key_file: '"
                + key
                + "', deployment: fast, api_version: '2024-10-21', headers: {X-Team: \"${LAB_KEY}\"},"
                + " timeout: 5s, max_tokens: 900, temperature: 0.3, reasoning_effort: low,"
                + " thinking_deadline: 8s");

    ProviderSettings settings = Objects.requireNonNull(config.providers().get("lab"));
    assertThat(settings.type()).isEqualTo(ProviderType.AZURE_OPENAI);
    assertThat(settings.model()).isEqualTo("fast");
    assertThat(settings.key("lab")).contains("secret-2");
    assertThat(settings.headers()).containsEntry("X-Team", "secret-1");
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.maxTokens()).isEqualTo(900);
    assertThat(settings.temperature()).isEqualTo(0.3);
    assertThat(settings.reasoningEffort()).isEqualTo("low");
    assertThat(settings.thinkingDeadline()).isEqualTo(Duration.ofSeconds(8));
    assertThat(config.toString()).doesNotContain("secret-1", "secret-2");
  }

  @ParameterizedTest
  @EnumSource(
      value = ProviderType.class,
      mode = Mode.EXCLUDE,
      names = {"EMBEDDED", "AZURE_OPENAI", "MICROSOFT"})
  void everyTypeNeedsOnlyAModelAndAKey(ProviderType type) {
    ProviderSettings settings = lab("type: %s, model: small, api_key: key".formatted(type));

    assertThat(settings.type()).isEqualTo(type);
    assertThat(type.baseUrl()).isPresent();
  }

  @Test
  void someNeedNoKey() {
    assertThat(load("type: ollama, model: small").providers()).containsKey("lab");
    assertThat(load("type: vllm, model: small").providers()).containsKey("lab");
    assertThat(load("type: openai, base_url: 'http://localhost:1/v1', model: small").providers())
        .containsKey("lab");
  }

  @Test
  void mistakesAreSentencesThatNameTheSetting() {
    complains("model: small", "'type'", "azure-openai", "gemini");
    complains("type: xai, api_key: k", "'providers.lab'", "'model'", "type xai");
    complains("type: xai, model: m", "'providers.lab.api_key'", "missing");
    complains("type: anthropic, model: m", "'providers.lab.api_key'");
    complains("type: gemini, model: m", "'providers.lab.api_key'");
    complains(
        "type: azure-openai, model: m, api_key: k", "providers.lab.base_url", "openai.azure.com");
    complains("type: microsoft, model: m, api_key: k", "providers.lab.base_url", "services.ai");
    complains("type: openai, model: m, base_url: 'ftp://x'", "providers.lab.base_url", "http");
    complains(
        "type: openai, model: m, base_url: 'http://me:word@x/v1'",
        "providers.lab.base_url",
        "without a password");
    complains("type: xai, model: m, api_key: k, api_key_file: f", "keep one");
    complains("type: xai, model: m, api_key_file: /nowhere", "api_key_file", "cannot be read");
    complains("type: xai, model: m, api_key: k, api_version: v1", "azure-openai");
    complains(
        "type: meta, model: m, api_key: k, reasoning_effort: low",
        "providers.lab.reasoning_effort",
        "not taken",
        "meta");
    complains("type: cohere, model: m, api_key: k, reasoning_effort: low", "'low'", "none, high");
    complains(
        "type: anthropic, model: m, api_key: k, temperature: 0.5", "temperature", "not taken");
    complains("type: cohere, model: m, api_key: k, temperature: 1.5", "temperature", "0.0 and 1.0");
    complains("type: ollama, model: m, timeout: 1h", "providers.lab.timeout");
    complains("type: ollama, model: m, max_tokens: 0", "providers.lab.max_tokens");
    complains("type: embedded, model: m", "'providers.lab'", "embedded");
    complains("type: oracle, model: m", "'oracle'", "azure-openai");
  }
}
