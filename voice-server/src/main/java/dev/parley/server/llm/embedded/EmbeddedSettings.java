package dev.parley.server.llm.embedded;

import java.nio.file.Path;

/// How the embedded model is run.
///
/// @param file the GGUF file of a model with the ChatML format, such as SmolLM2-Instruct
/// @param promptTokens a prompt longer than this loses its oldest turns; reading costs about 4 ms a
///     token on two cores
/// @param waiting how many answers may wait for the one that is running; more are refused
/// @param temperature 0 always takes the likeliest token, which keeps a small model to the facts
public record EmbeddedSettings(Path file, int promptTokens, int waiting, double temperature) {
  public EmbeddedSettings {
    if (promptTokens < 384 || promptTokens > 1536) {
      throw new IllegalArgumentException(
          "The embedded model's prompt may have 384 to 1536 tokens, not %d."
              .formatted(promptTokens));
    }
    if (waiting < 1) {
      throw new IllegalArgumentException("At least one answer must be able to wait.");
    }
    if (temperature < 0 || temperature > 2) {
      throw new IllegalArgumentException(
          "The temperature must be between 0 and 2, not %s.".formatted(temperature));
    }
  }

  /// What serves SmolLM2-135M best.
  public static EmbeddedSettings of(Path file) {
    return new EmbeddedSettings(file, 640, 8, 0);
  }
}
