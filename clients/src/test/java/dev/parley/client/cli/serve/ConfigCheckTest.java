package dev.parley.client.cli.serve;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.inference.store.StoredModel;
import dev.parley.server.config.ConfigException;
import dev.parley.server.config.ConfigLoader;
import dev.parley.server.config.ServerConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ConfigCheckTest {
  private static final List<StoredModel> MODELS =
      List.of(
          new StoredModel("whisper-base", "transcription", "", "MIT", true, false, 1),
          new StoredModel("silero-vad", "voice activity", "", "MIT", true, false, 1));

  @Test
  void acceptsTheDefaults() {
    assertThatCode(() -> ConfigCheck.check(ServerConfig.DEFAULT, MODELS))
        .doesNotThrowAnyException();
  }

  @Test
  void namesTheChoicesForAnUnknownAccelerator() {
    assertThatThrownBy(() -> check("PARLEY_INFERENCE_ACCELERATOR", "gpu"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "The configuration's 'inference.accelerator' is wrong. There is no accelerator 'gpu';"
                + " choose one of auto, cpu, cuda, tensorrt, coreml.");
  }

  @Test
  void namesTheChoicesForAnUnknownPrecision() {
    assertThatThrownBy(() -> check("PARLEY_INFERENCE_PRECISION", "int4"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "The configuration's 'inference.precision' is wrong. The precision 'int4' is unknown;"
                + " use int8 or float32.");
  }

  @Test
  void namesTheChoicesForAModelThatDoesNotTranscribe() {
    assertThatThrownBy(() -> check("PARLEY_INFERENCE_MODEL", "silero-vad"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "The configuration's 'inference.model' is 'silero-vad'; the models for transcription"
                + " are: whisper-base.");
  }

  private static void check(String variable, String value) {
    ConfigCheck.check(new ConfigLoader(Map.of(variable, value)).load(Optional.empty()), MODELS);
  }
}
