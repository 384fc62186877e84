package dev.parley.client.cli.serve;

import dev.parley.asr.graph.Precision;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.store.StoredModel;
import dev.parley.server.config.ConfigException;
import dev.parley.server.config.ServerConfig;
import java.util.List;
import java.util.stream.Collectors;

/// Checks names in a configuration that the start would only stumble over after pulling models.
final class ConfigCheck {
  private static final String TRANSCRIPTION = "transcription";

  private ConfigCheck() {}

  /// @param models all that there are
  /// @throws ConfigException with a sentence about the first setting that is wrong
  static void check(ServerConfig config, List<StoredModel> models) {
    known("accelerator", () -> Accelerator.of(config.inference().accelerator()));
    known("precision", () -> Precision.of(config.inference().precision()));
    config.speech().pronunciations();
    List<String> names =
        models.stream()
            .filter(model -> model.role().equals(TRANSCRIPTION))
            .map(StoredModel::name)
            .toList();
    if (!names.contains(config.inference().model())) {
      throw new ConfigException(
          "The configuration's 'inference.model' is '%s'; the models for transcription are: %s."
              .formatted(
                  config.inference().model(),
                  names.stream().sorted().collect(Collectors.joining(", "))));
    }
  }

  private static void known(String setting, Runnable reading) {
    try {
      reading.run();
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "The configuration's 'inference.%s' is wrong. %s".formatted(setting, e.getMessage()));
    }
  }
}
