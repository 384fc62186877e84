package dev.parley.server.llm.embedded;

import java.nio.file.Path;

/// How the embedded model is run.
///
/// @param file the GGUF file of a model with the ChatML format, such as SmolLM2-Instruct
/// @param promptTokens a prompt longer than this loses its oldest turns; reading costs about 2 ms a
///     token on two cores
/// @param waiting how many answers may wait for the one that is running; more are refused
/// @param texts how many conversations are remembered, so that only what is new in them is read;
///     each takes 46 KB a token of SmolLM2-135M
/// @param sampling how the tokens of an answer are chosen
public record EmbeddedSettings(
    Path file, int promptTokens, int waiting, int texts, Sampling sampling) {
  public EmbeddedSettings {
    if (promptTokens < 384 || promptTokens > 1536) {
      throw new IllegalArgumentException(
          "The embedded model's prompt may have 384 to 1536 tokens, not %d."
              .formatted(promptTokens));
    }
    if (waiting < 1) {
      throw new IllegalArgumentException("At least one answer must be able to wait.");
    }
    if (texts < 1 || texts > 64) {
      throw new IllegalArgumentException(
          "The embedded model may remember 1 to 64 conversations, not %d.".formatted(texts));
    }
  }

  /// What serves SmolLM2-135M best.
  public static EmbeddedSettings of(Path file) {
    return new EmbeddedSettings(file, 640, 8, 4, Sampling.at(0));
  }
}
