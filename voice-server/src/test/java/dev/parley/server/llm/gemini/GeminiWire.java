package dev.parley.server.llm.gemini;

import dev.parley.server.llm.LlmClient;
import dev.parley.server.llm.remote.RemoteSettings;
import dev.parley.server.llm.remote.Wire;

/// Google's `streamGenerateContent`.
final class GeminiWire implements Wire {
  static String event(String data) {
    return "data: " + data + "\r\n\r\n";
  }

  static String parts(String parts) {
    return event(
        "{\"candidates\":[{\"content\":{\"parts\":["
            + parts
            + "],\"role\":\"model\"},\"index\":0}],\"modelVersion\":\"small\"}");
  }

  @Override
  public LlmClient open(RemoteSettings settings) {
    return new GeminiLlmClient(settings);
  }

  @Override
  public String basePath() {
    return "/v1beta";
  }

  @Override
  public String begin() {
    return event("{\"usageMetadata\":{\"promptTokenCount\":12},\"modelVersion\":\"small\"}");
  }

  @Override
  public String text(String piece) {
    return parts("{\"text\":\"" + piece + "\"}");
  }

  @Override
  public String thought(String piece) {
    return parts("{\"text\":\"" + piece + "\",\"thought\":true}");
  }

  @Override
  public String twoCalls() {
    return parts(
        "{\"functionCall\":{\"name\":\"look\",\"args\":{\"at\":\"Köln\"}},\"thoughtSignature\":\"c2ln\"},"
            + "{\"functionCall\":{\"name\":\"book\",\"args\":{}}}");
  }

  @Override
  public String end(Finish finish) {
    String reason =
        switch (finish) {
          case DONE, TOOLS -> "STOP";
          case LENGTH -> "MAX_TOKENS";
          case WITHHELD -> "SAFETY";
        };
    return event(
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\"}],\"role\":\"model\"},"
            + "\"finishReason\":\""
            + reason
            + "\",\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":12,"
            + "\"cachedContentTokenCount\":4,\"candidatesTokenCount\":4,"
            + "\"thoughtsTokenCount\":3,\"totalTokenCount\":19}}");
  }

  @Override
  public String error() {
    return event(
        "{\"error\":{\"code\":503,\"message\":\"overloaded\",\"status\":\"UNAVAILABLE\"}}");
  }

  @Override
  public String refusal(int status, String message) {
    return "{\"error\":{\"code\":" + status + ",\"message\":\"" + message + "\",\"status\":\"X\"}}";
  }
}
