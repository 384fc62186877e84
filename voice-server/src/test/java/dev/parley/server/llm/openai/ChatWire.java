package dev.parley.server.llm.openai;

import dev.parley.server.llm.LlmClient;
import dev.parley.server.llm.remote.RemoteSettings;
import dev.parley.server.llm.remote.Wire;
import java.util.Optional;

/// Chat completions.
///
/// @param lab whose client is tested
/// @param thoughtField where the server writes thoughts
record ChatWire(Lab lab, String thoughtField) implements Wire {
  private static String event(String data) {
    return "data: " + data + "\n\n";
  }

  static String delta(String fields) {
    return event(
        "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{"
            + fields
            + "},\"finish_reason\":null}]}");
  }

  static String calls(String calls) {
    return delta("\"tool_calls\":[" + calls + "]");
  }

  @Override
  public LlmClient open(RemoteSettings settings) {
    return new OpenAiLlmClient(settings, lab, Optional.empty());
  }

  @Override
  public String basePath() {
    return "/v1";
  }

  @Override
  public String begin() {
    return ": ping\n\n" + delta("\"role\":\"assistant\",\"content\":\"\"");
  }

  @Override
  public String text(String piece) {
    return delta("\"content\":\"" + piece + "\"");
  }

  @Override
  public String thought(String piece) {
    return delta("\"content\":null,\"" + thoughtField + "\":\"" + piece + "\"");
  }

  @Override
  public String twoCalls() {
    return calls(
            "{\"index\":0,\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\":\"\"}}")
        + calls("{\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"book\"}}")
        + calls("{\"index\":0,\"function\":{\"arguments\":\"{\\\"at\\\":\"}}")
        + calls(
            "{\"index\":1,\"function\":{\"arguments\":\"{}\"}},"
                + "{\"index\":0,\"function\":{\"arguments\":\"\\\"Köln\\\"}\"}}");
  }

  @Override
  public String end(Finish finish) {
    String reason =
        switch (finish) {
          case DONE -> "stop";
          case LENGTH -> "length";
          case WITHHELD -> "content_filter";
          case TOOLS -> "tool_calls";
        };
    return event("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}")
        + event(
            "{\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":7,"
                + "\"total_tokens\":19,\"prompt_tokens_details\":{\"cached_tokens\":4},"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":3}}}")
        + event("[DONE]");
  }

  @Override
  public String error() {
    return event("{\"error\":{\"code\":503,\"message\":\"overloaded\",\"type\":\"server_error\"}}");
  }

  @Override
  public String refusal(int status, String message) {
    // A number where OpenAI has a text, as llama-server writes it.
    return "{\"error\":{\"code\":"
        + status
        + ",\"message\":\""
        + message
        + "\",\"type\":\"some_error\"}}";
  }
}
