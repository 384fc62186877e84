package dev.parley.server.llm;

/// What an answer consumed.
///
/// @param input tokens of the prompt
/// @param output tokens of the answer
public record TokenUsage(int input, int output) {}
