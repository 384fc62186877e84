package dev.parley.server.llm.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.server.llm.LlmException;
import dev.parley.server.llm.LlmException.Kind;
import dev.parley.server.llm.remote.RemoteFailures;
import dev.parley.server.llm.remote.RetryAfter;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts the errors of Google's interface into sentences.
final class GeminiFailures {
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,5}(?:\\.\\d+)?)s");

  private final RemoteFailures failures;

  GeminiFailures(RemoteFailures failures) {
    this.failures = failures;
  }

  /// @param body the answer, as far as it is JSON
  LlmException refused(int status, HttpHeaders headers, JsonNode body) {
    JsonNode details = error(body).path("details");
    // A wrong key is a bad request here.
    for (JsonNode detail : details) {
      if (detail.path("reason").asText().equals("API_KEY_INVALID")) {
        return failures.keyRefused(status);
      }
    }
    return failures.refused(
        status,
        delay(details).or(() -> RetryAfter.of(headers::firstValue, InstantSource.system())),
        Optional.empty());
  }

  /// An error where a piece of the answer should be.
  LlmException inside(JsonNode error) {
    int code = error.path("code").asInt(500);
    return failures.insideAnswer(code >= 500 || code == 429 ? Kind.TRANSIENT : Kind.PERMANENT);
  }

  /// Some errors come as a list of one.
  private static JsonNode error(JsonNode body) {
    return (body.isArray() ? body.path(0) : body).path("error");
  }

  private static Optional<Duration> delay(JsonNode details) {
    for (JsonNode detail : details) {
      Matcher seconds = SECONDS.matcher(detail.path("retryDelay").asText());
      if (seconds.matches()) {
        return Optional.of(
            Duration.ofMillis(Math.round(Double.parseDouble(seconds.group(1)) * 1_000)));
      }
    }
    return Optional.empty();
  }
}
