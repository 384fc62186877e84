package dev.parley.server.llm.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parley.server.llm.LlmException.Kind;
import dev.parley.server.llm.TokenUsage;
import dev.parley.server.llm.remote.AnswerReader;
import dev.parley.server.llm.remote.RemoteAnswer;
import dev.parley.server.llm.remote.RemoteFailures;
import dev.parley.server.llm.remote.RemoteSettings;
import dev.parley.server.llm.remote.Thoughts;
import dev.parley.server.llm.remote.ToolCallPieces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// Reads one answer of `streamGenerateContent`.
final class GeminiAnswerReader implements AnswerReader {
  private static final JsonMapper JSON = new JsonMapper();

  /// More of an error is not read.
  private static final int MOST_OF_AN_ERROR = 1 << 16;

  private final HttpClient client;
  private final HttpRequest request;
  private final RemoteSettings settings;
  private final RemoteFailures failures;
  private final boolean callsTools;

  private final ToolCallPieces calls;
  private int callCount;
  private TokenUsage usage = new TokenUsage(0, 0);
  private @Nullable Reason reason;

  /// @param callsTools whether tool calls are taken
  GeminiAnswerReader(
      HttpClient client,
      HttpRequest request,
      RemoteSettings settings,
      RemoteFailures failures,
      boolean callsTools) {
    this.client = client;
    this.request = request;
    this.settings = settings;
    this.failures = failures;
    this.callsTools = callsTools;
    this.calls = new ToolCallPieces(failures);
  }

  @Override
  public End read(RemoteAnswer answer) throws InterruptedException {
    Body body = new Body(settings.timeout());
    try {
      HttpResponse<Flow.Publisher<List<ByteBuffer>>> response =
          client.send(request, HttpResponse.BodyHandlers.ofPublisher());
      response.body().subscribe(body);
      answer.connected(body::close);
      if (response.statusCode() != 200) {
        throw new GeminiFailures(failures)
            .refused(response.statusCode(), response.headers(), error(body));
      }
      read(body, answer);
    } catch (IOException e) {
      throw failures.disconnected(e);
    } finally {
      body.close();
    }
    if (reason == null) {
      throw failures.brokenOff();
    }
    if (!calls.isEmpty()) {
      answer.toolCalls(calls.all(""));
    }
    return new End(reason, usage);
  }

  private void read(Body body, RemoteAnswer answer) throws IOException, InterruptedException {
    EventText events = new EventText();
    for (List<ByteBuffer> bytes = body.next(); bytes != null; bytes = body.next()) {
      for (ByteBuffer piece : bytes) {
        if (!events.add(piece)) {
          throw failures.notTheFormat("Gemini");
        }
      }
      for (String event = events.next(); event != null; event = events.next()) {
        take(parse(event), answer);
      }
    }
  }

  private JsonNode parse(String event) {
    try {
      return JSON.readTree(event);
    } catch (JsonProcessingException e) {
      throw failures.notTheFormat("Gemini");
    }
  }

  private static JsonNode error(Body body) throws IOException, InterruptedException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (List<ByteBuffer> bytes = body.next(); bytes != null; bytes = body.next()) {
      for (ByteBuffer piece : bytes) {
        while (piece.hasRemaining() && text.size() < MOST_OF_AN_ERROR) {
          text.write(piece.get());
        }
      }
    }
    try {
      return JSON.readTree(text.toByteArray());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private void take(JsonNode event, RemoteAnswer answer) {
    if (event.has("error")) {
      throw new GeminiFailures(failures).inside(event.path("error"));
    }
    count(event.path("usageMetadata"));
    if (event.path("promptFeedback").has("blockReason")) {
      reason = Reason.WITHHELD;
    }
    JsonNode candidate = event.path("candidates").path(0);
    for (JsonNode part : candidate.path("content").path("parts")) {
      take(part, answer, part.path("thoughtSignature").asText(""));
    }
    if (candidate.has("finishReason")) {
      reason = reason(candidate.path("finishReason").asText());
    }
  }

  private void take(JsonNode part, RemoteAnswer answer, String signature) {
    if (part.path("thought").asBoolean()) {
      answer.thinking();
    } else if (part.has("functionCall") && callsTools) {
      JsonNode call = part.path("functionCall");
      boolean first =
          calls.add(
              callCount++,
              // Most models give their calls no ids, but two calls must not be one.
              call.path("id").asText("call-" + callCount),
              call.path("name").asText(),
              call.path("args").isObject() ? call.path("args").toString() : "{}");
      calls.thoughts(Thoughts.keep(settings.provider(), Signature.keep(signature)));
      answer.toolCallPiece(first);
    } else {
      answer.token(part.path("text").asText(""));
    }
  }

  private void count(JsonNode reported) {
    if (reported.isObject()) {
      int thoughts = reported.path("thoughtsTokenCount").asInt();
      usage =
          new TokenUsage(
              reported.path("promptTokenCount").asInt(),
              reported.path("cachedContentTokenCount").asInt(),
              reported.path("candidatesTokenCount").asInt() + thoughts,
              thoughts);
    }
  }

  private Reason reason(String finish) {
    return switch (finish) {
      case "MAX_TOKENS" -> Reason.LENGTH;
      case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "LANGUAGE" ->
          Reason.WITHHELD;
      case "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL" ->
          throw failures.insideAnswer(Kind.TRANSIENT);
      default -> Reason.DONE;
    };
  }
}
