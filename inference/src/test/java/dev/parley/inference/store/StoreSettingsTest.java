package dev.parley.inference.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class StoreSettingsTest {
  private static final Path HOME = Path.of("home").toAbsolutePath();

  @Test
  void choosesTheCacheFolderOfTheSystem() {
    assertThat(folder("Linux", Map.of())).isEqualTo(HOME.resolve(".cache/parley/models"));
    assertThat(folder("Mac OS X", Map.of()))
        .isEqualTo(HOME.resolve("Library/Caches/parley/models"));
    assertThat(folder("Windows 11", Map.of("LOCALAPPDATA", HOME.resolve("local").toString())))
        .isEqualTo(HOME.resolve("local/parley/models"));
    assertThat(folder("Windows 11", Map.of()))
        .isEqualTo(HOME.resolve("AppData/Local/parley/models"));
  }

  @Test
  void prefersWhatTheUserSets() {
    Path cache = HOME.resolve("cache");

    assertThat(folder("Linux", Map.of("XDG_CACHE_HOME", cache.toString())))
        .isEqualTo(cache.resolve("parley/models"));
    assertThat(folder("Linux", Map.of("XDG_CACHE_HOME", "relative")))
        .isEqualTo(HOME.resolve(".cache/parley/models"));
    assertThat(folder("Linux", Map.of("PARLEY_MODELS", "m", "XDG_CACHE_HOME", cache.toString())))
        .isEqualTo(Path.of("m"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "TRUE", "yes", " on "})
  void isOffline(String value) {
    assertThat(StoreSettings.of(Map.of("PARLEY_OFFLINE", value)).offline()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "false", "no"})
  void isOnline(String value) {
    assertThat(StoreSettings.of(Map.of("PARLEY_OFFLINE", value)).offline()).isFalse();
  }

  @Test
  void takesTheMirrorWithoutItsLastSlash() {
    assertThat(StoreSettings.of(Map.of("HF_ENDPOINT", "http://mirror/")).hubEndpoint())
        .isEqualTo("http://mirror");
    assertThat(StoreSettings.of(Map.of("HF_ENDPOINT", "")).hubEndpoint()).startsWith("https://");
  }

  private static Path folder(String system, Map<String, String> environment) {
    return StoreSettings.of(environment).standardFolder(system, HOME);
  }
}
