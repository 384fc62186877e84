package dev.parley.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.tool.Tool.OnInterruption;
import dev.parley.tts.pronunciation.LexiconEntry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class ConfigLoaderTest {
  @TempDir private Path folder;

  @Test
  void nothingConfiguredMeansTheDefaults() {
    assertThat(load(Map.of())).isEqualTo(ServerConfig.DEFAULT);
    assertThat(ServerConfig.DEFAULT.grpc().port()).isEqualTo(50_051);
    assertThat(ServerConfig.DEFAULT.routes()).containsEntry("default", List.of("embedded"));
  }

  @Test
  void everySettingCanBeWrittenInTheFile() throws IOException {
    ServerConfig config =
        load(
            """
            grpc:
              address: 0.0.0.0
              port: 7000
            inference:
              accelerator: cpu
              threads: 3
              model: whisper-small
              window_margin: 30s
            sessions:
              maximum: 5
              idle: 2m
              drain: 1.5s
              resume_window: 20s
            conversation:
              voice: emma
              system_prompt: Be kind.
              silence: 700ms
              pre_roll: 300ms
              speech_threshold: 0.6
              interruptible: false
              max_tokens: 90
            speech:
              lexicon:
                - {word: Siobhan, phonemes: "ʃɪˈvɔːn"}
                - {word: Kokoro, phonemes: kˈOkəɹO, alphabet: x-misaki}
                - {word: kg, alias: kilograms}
              lexicon_file: names.tsv
              phrase_cache_mib: 4
            providers:
              lab:
                type: openai
                base_url: http://localhost:8000/v1
                api_key: ${LAB_KEY}
                model: big
              embedded:
                type: embedded
            routes:
              default: [lab, embedded]
              local: [embedded]
            """,
            Map.of("LAB_KEY", "secret-1"));
    assertThat(config.grpc()).isEqualTo(new ServerConfig.GrpcSettings("0.0.0.0", 7000));
    assertThat(config.inference())
        .isEqualTo(
            new ServerConfig.InferenceSettings(
                "cpu", 3, "whisper-small", "int8", Duration.ofSeconds(30)));
    assertThat(config.sessions())
        .isEqualTo(
            new ServerConfig.SessionLimits(
                5, Duration.ofMinutes(2), Duration.ofMillis(1500), Duration.ofSeconds(20)));
    assertThat(config.conversation())
        .isEqualTo(
            new ServerConfig.ConversationDefaults(
                "emma",
                "Be kind.",
                null,
                null,
                null,
                null,
                Duration.ofMillis(700),
                Duration.ofMillis(300),
                0.6,
                false,
                90,
                null,
                null));
    assertThat(config.speech().lexicon())
        .containsExactly(
            new SpeechSettings.Entry("Siobhan", "ʃɪˈvɔːn", null, null),
            new SpeechSettings.Entry("Kokoro", "kˈOkəɹO", null, "x-misaki"),
            new SpeechSettings.Entry("kg", null, "kilograms", null));
    assertThat(config.speech().lexiconFile()).isEqualTo("names.tsv");
    assertThat(config.speech().phraseCacheMib()).isEqualTo(4);
    assertThat(config.providers().get("lab"))
        .isEqualTo(
            ProviderSettings.of(
                ProviderType.OPENAI, URI.create("http://localhost:8000/v1"), "secret-1", "big"));
    assertThat(config.routes())
        .containsEntry("default", List.of("lab", "embedded"))
        .containsEntry("local", List.of("embedded"));
    assertThat(config.toString()).doesNotContain("secret-1");
  }

  @Test
  void theEnvironmentOverridesTheFile() throws IOException {
    ServerConfig config =
        load(
            "grpc: {port: 7000}\nsessions: {maximum: 3}",
            Map.of(
                "PARLEY_GRPC_PORT", "7001",
                "PARLEY_CONVERSATION_SILENCE", "1s",
                "PARLEY_CONVERSATION_PROMPTS_STILL_THERE_TIMES", "5",
                "PARLEY_CONVERSATION_PROMPTS_FAILED", "42",
                "PARLEY_CONVERSATION_INTERRUPTION_RESUME_AFTER", "3s",
                "PARLEY_CONVERSATION_INTERRUPTIBLE", "false"));
    assertThat(config.grpc().port()).isEqualTo(7001);
    assertThat(config.sessions().maximum()).isEqualTo(3);
    assertThat(config.conversation().silence()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.conversation().interruptible()).isFalse();
    assertThat(config.conversation().prompts().stillThereTimes()).isEqualTo(5);
    assertThat(config.conversation().prompts().failed()).isEqualTo("42");
    assertThat(config.conversation().interruption().resumeAfter()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void mistakesAreSentencesThatNameTheSetting() {
    complains("grpc: {prot: 1}", "unknown setting 'grpc.prot'", "address, port");
    complains("grpc: {port: 99999}", "'grpc.port' is 99999", "between 0 and 65535");
    complains("grpc: {port: many}", "wrong value for 'grpc.port'", "integer");
    complains("sessions: {idle: soon}", "'soon' for 'sessions.idle'", "500ms");
    complains("providers: {a: {type: oracle}}", "'oracle'", "embedded, openai");
    complains("providers: {a: {type: openai}}", "'model'");
    complains("routes: {default: [nobody]}", "'nobody'", "embedded");
    complains("routes: {other: [embedded]}", "'default'");
    complains("conversation: {voice: '${NOWHERE}'}", "NOWHERE", "not set");
    complains("speech: {lexicon: [{word: a}]}", "'speech.lexicon[0]'", "'a'", "phonemes");
    complains(
        "speech: {lexicon: [{word: a, alias: b}, {word: b, alias: c, phonemes: d}]}",
        "'speech.lexicon[1]'");
    complains("speech: {lexicon: [{alias: b}]}", "'speech.lexicon[0]'", "no word");
    complains("speech: {lexicon: [{word: a, phonemes: ''}]}", "'a'", "empty");
    complains(
        "speech: {lexicon: [{word: a, phonemes: b, alphabet: sampa}]}", "'sampa'", "x-misaki");
    complains("speech: {lexicon: [{wort: a}]}", "wort");
    complains("speech: {phrase_cache_mib: -1}", "speech.phrase_cache_mib", "0 and 1024");
    complains("grpc: [", "not YAML", "line");
    complains("just a text", "must hold settings");
  }

  @Test
  void aLexiconComesFromTheListAndTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("names.tsv"), "Niamh\t/niːv/\nkg\tkay gee\n");
    String yaml = "speech: {lexicon: [{word: kg, alias: kilograms}], lexicon_file: '%s'}";

    assertThat(load(yaml.formatted(file), Map.of()).speech().pronunciations().entries())
        .extracting(LexiconEntry::word)
        .containsExactly("kg", "Niamh", "kg");
    Files.writeString(file, "Niamh\n");
    SpeechSettings broken = load(yaml.formatted(file), Map.of()).speech();
    assertThatThrownBy(broken::pronunciations)
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("speech.lexicon_file", "names.tsv", "line 1");
  }

  @Test
  void serversOfToolsTakeTheirSecretsFromTheEnvironment() throws IOException {
    Path file = folder.resolve("parley.yaml");
    Files.writeString(
        file,
        """
        tools:
          mcp:
            - name: shop
              url: http://localhost:8000/mcp
              headers: {Authorization: "Bearer ${SHOP_KEY}"}
              timeout: 20s
              allow: [find, order]
              side_effects: false
              on_interruption: finish
              progress: I am looking.
              progress_after: 2s
            - {name: news, url: "https://news.example/mcp"}
        """);
    ServerConfig config = new ConfigLoader(Map.of("SHOP_KEY", "sesame")).load(Optional.of(file));
    assertThat(config.tools().mcp().getFirst())
        .isEqualTo(
            new McpServerSettings(
                "shop",
                URI.create("http://localhost:8000/mcp"),
                Map.of("Authorization", "Bearer sesame"),
                Duration.ofSeconds(20),
                List.of("find", "order"),
                false,
                OnInterruption.FINISH,
                "I am looking.",
                Duration.ofSeconds(2)));
    assertThat(config.tools().toString()).doesNotContain("sesame");
    assertThat(config.tools().mcp().getLast())
        .extracting(McpServerSettings::timeout, McpServerSettings::sideEffects)
        .containsExactly(Duration.ofSeconds(10), null);
  }

  @Test
  void aServerOfToolsNeedsANameOfItsOwnAndAnAddress() {
    complains("tools: {mcp: [{name: a b, url: 'http://x/'}]}", "tools.mcp", "name");
    complains("tools: {mcp: [{name: a, url: 'ftp://x/'}]}", "tools.mcp.a.url", "http");
    complains("tools: {mcp: [{name: a}]}", "tools.mcp.a.url");
    complains(
        "tools: {mcp: [{name: a, url: 'http://x/', timeout: 1h}]}", "tools.mcp.a.timeout", "120s");
    complains(
        "tools: {mcp: [{name: a, url: 'http://x/'}, {name: a, url: 'http://y/'}]}", "two", "'a'");
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("none.yaml");
    assertThatThrownBy(() -> new ConfigLoader(Map.of()).load(Optional.of(file)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("none.yaml");
  }

  private void complains(String yaml, String... parts) {
    assertThatThrownBy(() -> load(yaml, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageEndingWith(".")
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  private static ServerConfig load(Map<String, String> environment) {
    return new ConfigLoader(environment).load(Optional.empty());
  }

  private ServerConfig load(String yaml, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(folder.resolve("parley.yaml"), yaml);
    return new ConfigLoader(environment).load(Optional.of(file));
  }
}
