package dev.parley.server.llm;

/// An answer now comes from another provider than was asked first.
///
/// @param from the provider that did not answer
/// @param to the provider that is asked instead
/// @param cause why
public record ProviderChange(String from, String to, LlmException cause) {}
