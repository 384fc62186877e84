package dev.parley.client.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.config.ConfigLoader;
import dev.parley.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class ConfigDocumentTest {
  @TempDir Path folder;

  @Test
  void canBeReadAgain() throws IOException {
    ServerConfig config =
        load(
            """
            grpc: {address: "::1", port: 0}
            sessions: {idle: 1500ms, drain: 1h}
            conversation:
              system_prompt: "Yes: \\"short\\"\\nand # kind."
              voice: "on"
              interruptible: false
            speech:
              lexicon: [{word: "on", alias: "a, \\"b\\""}, {word: kg, phonemes: "keɪˈdʒiː"}]
            tools:
              mcp:
                - {name: shop, url: "http://shop/mcp", allow: [a, b], on_interruption: finish}
            providers:
              lab: {type: openai, model: "7", base_url: "http://lab:8000/v1"}
              azure:
                type: azure-openai
                base_url: https://mine.openai.azure.com
                api_key: "****"
                deployment: fast
                api_version: 2024-10-21
                headers: {X-Team: "****"}
                timeout: 5s
                max_tokens: 900
                temperature: 0.3
                reasoning_effort: low
                thinking_deadline: 8s
              own: {type: embedded}
            routes: {default: [lab, own]}
            """);

    assertThat(load(ConfigDocument.of(config))).isEqualTo(config);
    assertThat(load(ConfigDocument.of(ServerConfig.DEFAULT))).isEqualTo(ServerConfig.DEFAULT);
  }

  @Test
  void masksSecrets() throws IOException {
    String document =
        ConfigDocument.of(
            load(
                """
                providers:
                  lab:
                    type: openai
                    model: large
                    api_key: sesame
                    base_url: "http://lab/v1"
                    headers: {X-Gate: sesame}
                tools:
                  mcp:
                    - name: shop
                      url: http://shop/mcp
                      headers: {Authorization: sesame, X-Key: sesame}
                """));

    assertThat(document)
        .contains(
            "api_key: \"****\"",
            "headers: {Authorization: \"****\", X-Key: \"****\"}",
            "X-Gate: \"****\"",
            "max_tokens: ")
        .doesNotContain("sesame");
  }

  private ServerConfig load(String yaml) throws IOException {
    Path file = folder.resolve("parley.yaml");
    Files.writeString(file, yaml);
    return new ConfigLoader(Map.of()).load(Optional.of(file));
  }
}
