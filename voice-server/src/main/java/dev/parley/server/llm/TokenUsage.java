package dev.parley.server.llm;

/// What an answer consumed.
///
/// @param input tokens of the prompt
/// @param cachedInput those of them that the server still knew, which cost less
/// @param output tokens that the model wrote, thoughts included
/// @param reasoning those of them that were thoughts, which nobody hears
public record TokenUsage(int input, int cachedInput, int output, int reasoning) {
  /// Of a model that neither remembers nor thinks.
  public TokenUsage(int input, int output) {
    this(input, 0, output, 0);
  }
}
