package dev.parley.server.llm.anthropic;

import dev.parley.server.llm.LlmClient;
import dev.parley.server.llm.remote.RemoteSettings;
import dev.parley.server.llm.remote.Wire;

/// Anthropic's messages.
final class MessagesWire implements Wire {
  static String event(String type, String fields) {
    return "event: %s\ndata: {\"type\":\"%s\"%s}\n\n"
        .formatted(type, type, fields.isEmpty() ? "" : "," + fields);
  }

  static String block(int index, String start, String... deltas) {
    StringBuilder block =
        new StringBuilder(
            event("content_block_start", "\"index\":" + index + ",\"content_block\":" + start));
    for (String delta : deltas) {
      block.append(delta(index, delta));
    }
    return block + end(index);
  }

  private static String delta(int index, String delta) {
    return event("content_block_delta", "\"index\":" + index + ",\"delta\":" + delta);
  }

  private static String end(int index) {
    return event("content_block_stop", "\"index\":" + index);
  }

  static String toolUse(String id, String name) {
    return "{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"%s\",\"input\":{}}".formatted(id, name);
  }

  static String json(String piece) {
    return "{\"type\":\"input_json_delta\",\"partial_json\":\"" + piece + "\"}";
  }

  @Override
  public LlmClient open(RemoteSettings settings) {
    return new AnthropicLlmClient(settings);
  }

  @Override
  public boolean needsKey() {
    return true;
  }

  @Override
  public String basePath() {
    return "";
  }

  @Override
  public String begin() {
    return event(
            "message_start",
            "\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],"
                + "\"model\":\"small\",\"stop_reason\":null,\"stop_sequence\":null,\"usage\":"
                + "{\"input_tokens\":5,\"cache_creation_input_tokens\":3,"
                + "\"cache_read_input_tokens\":4,\"output_tokens\":1}}")
        + event("ping", "");
  }

  @Override
  public String text(String piece) {
    return block(
        0,
        "{\"type\":\"text\",\"text\":\"\"}",
        "{\"type\":\"text_delta\",\"text\":\"" + piece + "\"}");
  }

  @Override
  public String thought(String piece) {
    return block(
        0,
        "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}",
        "{\"type\":\"thinking_delta\",\"thinking\":\"" + piece + "\"}",
        "{\"type\":\"signature_delta\",\"signature\":\"c2ln\"}");
  }

  @Override
  public String twoCalls() {
    return block(1, toolUse("a", "look"), json(""), json("{\\\"at\\\":"), json("\\\"Köln\\\"}"))
        + block(2, toolUse("b", "book"), json(""));
  }

  @Override
  public String end(Finish finish) {
    String reason =
        switch (finish) {
          case DONE -> "end_turn";
          case LENGTH -> "max_tokens";
          case WITHHELD -> "refusal";
          case TOOLS -> "tool_use";
        };
    return event(
            "message_delta",
            "\"delta\":{\"stop_reason\":\""
                + reason
                + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":7,"
                + "\"output_tokens_details\":{\"thinking_tokens\":3}}")
        + event("message_stop", "");
  }

  @Override
  public String error() {
    return event("error", "\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}");
  }

  @Override
  public String refusal(int status, String message) {
    return "{\"type\":\"error\",\"error\":{\"type\":\"some_error\",\"message\":\""
        + message
        + "\"}}";
  }
}
