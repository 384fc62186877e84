package dev.parley.server.llm.openai;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// What differs between the chat completions of the labs. Begins with the most common ways.
///
/// @param baseUrl empty where every customer has another one
/// @param exampleUrl what an address looks like
/// @param keyHeader which header has the key; empty: `Authorization: Bearer`
/// @param needsKey whether nobody is answered without a key
/// @param lengthField the name of the limit of tokens. OpenAI's newer models refuse the old name,
///     and other servers ignore or refuse the new one
/// @param asksForUsage whether the usage of a stream has to be asked for. Servers that send it
///     unasked refuse the question
/// @param efforts the values of `reasoning_effort`
/// @param switchesThinking whether models think unless they are told not to, by the field
///     `thinking`, and want their thoughts back beside the tool calls that they led to
record ChatDialect(
    Optional<URI> baseUrl,
    String exampleUrl,
    String keyHeader,
    boolean needsKey,
    String lengthField,
    boolean asksForUsage,
    List<String> efforts,
    boolean switchesThinking) {
  ChatDialect {
    efforts = List.copyOf(efforts);
  }

  static ChatDialect at(String baseUrl) {
    return common(Optional.of(URI.create(baseUrl)), baseUrl);
  }

  static ChatDialect atOwnAddress(String exampleUrl) {
    return common(Optional.empty(), exampleUrl);
  }

  private static ChatDialect common(Optional<URI> baseUrl, String exampleUrl) {
    return new ChatDialect(baseUrl, exampleUrl, "", true, "max_tokens", true, List.of(), false);
  }

  ChatDialect withKeyHeader(String name) {
    return new ChatDialect(
        baseUrl, exampleUrl, name, needsKey, lengthField, asksForUsage, efforts, switchesThinking);
  }

  ChatDialect withoutKey() {
    return new ChatDialect(
        baseUrl,
        exampleUrl,
        keyHeader,
        false,
        lengthField,
        asksForUsage,
        efforts,
        switchesThinking);
  }

  ChatDialect withLengthField(String name) {
    return new ChatDialect(
        baseUrl, exampleUrl, keyHeader, needsKey, name, asksForUsage, efforts, switchesThinking);
  }

  ChatDialect withUsageUnasked() {
    return new ChatDialect(
        baseUrl, exampleUrl, keyHeader, needsKey, lengthField, false, efforts, switchesThinking);
  }

  ChatDialect withEfforts(String... values) {
    return new ChatDialect(
        baseUrl,
        exampleUrl,
        keyHeader,
        needsKey,
        lengthField,
        asksForUsage,
        List.of(values),
        switchesThinking);
  }

  ChatDialect withThinkingSwitch() {
    return new ChatDialect(
        baseUrl, exampleUrl, keyHeader, needsKey, lengthField, asksForUsage, efforts, true);
  }
}
