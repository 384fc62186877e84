package dev.parley.server.llm.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.ToolCall;
import dev.parley.server.llm.ToolDefinition;
import dev.parley.server.llm.remote.RemoteSettings;
import dev.parley.server.llm.remote.Thoughts;
import dev.parley.server.llm.remote.Turn;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Writes what a model is asked as a request to `streamGenerateContent`.
final class GeminiRequests {
  private static final JsonMapper JSON = new JsonMapper();

  /// Stands for the signature of a call that another model has made: newer models refuse calls
  /// without one, and take this as Google's documentation says.
  private static final String FOREIGN_SIGNATURE = "skip_thought_signature_validator";

  private final RemoteSettings settings;
  private final URI address;

  GeminiRequests(RemoteSettings settings) {
    this.settings = settings;
    String base = settings.baseUrl().toString();
    this.address =
        URI.create(
            "%s/models/%s:streamGenerateContent?alt=sse"
                .formatted(
                    base.endsWith("/") ? base.substring(0, base.length() - 1) : base,
                    settings.model()));
  }

  HttpRequest write(Prompt prompt) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body(prompt).toString()));
    settings.apiKey().ifPresent(key -> request.header("x-goog-api-key", key));
    settings.headers().forEach(request::setHeader);
    return request.build();
  }

  private ObjectNode body(Prompt prompt) {
    ObjectNode body = JSON.createObjectNode();
    if (!prompt.system().isBlank()) {
      body.putObject("systemInstruction")
          .putArray("parts")
          .addObject()
          .put("text", prompt.system());
    }
    ArrayNode contents = body.putArray("contents");
    Map<String, String> names = new HashMap<>();
    for (Turn turn : Turn.of(prompt)) {
      ArrayNode parts =
          contents.addObject().put("role", turn.person() ? "user" : "model").putArray("parts");
      turn.messages().forEach(message -> add(message, parts, names));
    }
    if (!prompt.tools().isEmpty()) {
      ArrayNode functions = body.putArray("tools").addObject().putArray("functionDeclarations");
      prompt.tools().forEach(tool -> add(tool, functions));
    }
    limits(prompt, body.putObject("generationConfig"));
    return body;
  }

  private void limits(Prompt prompt, ObjectNode limits) {
    limits.put("maxOutputTokens", settings.maxTokens(prompt));
    settings.temperature().ifPresent(value -> limits.put("temperature", value));
    settings
        .reasoningEffort()
        .ifPresent(effort -> think(effort, limits.putObject("thinkingConfig")));
  }

  /// Models of the series 2.5 are told how many tokens they may think, later ones how hard.
  private void think(String effort, ObjectNode thinking) {
    if (settings.model().startsWith("gemini-2.5")) {
      int budget =
          switch (effort) {
            case "none" -> 0;
            case "minimal", "low" -> 1_024;
            case "medium" -> 8_192;
            default -> 24_576;
          };
      thinking.put("thinkingBudget", budget);
    } else {
      String level = effort.equals("none") ? "minimal" : effort;
      thinking.put("thinkingLevel", level.toUpperCase(Locale.ROOT));
    }
    // Thoughts that are shown are a sign of life.
    thinking.put("includeThoughts", !effort.equals("none"));
  }

  private static void add(ToolDefinition tool, ArrayNode functions) {
    functions
        .addObject()
        .put("name", tool.name())
        .put("description", tool.description())
        .set("parametersJsonSchema", object(tool.parameters()));
  }

  /// @param names of the tools that the calls so far were for, by the ids of the calls, which this
  ///     API does not have
  private void add(Message message, ArrayNode parts, Map<String, String> names) {
    switch (message) {
      case Message.User user -> parts.addObject().put("text", user.forModel());
      case Message.Assistant assistant -> parts.addObject().put("text", assistant.forModel());
      case Message.ToolCalls step -> {
        if (!step.text().isBlank()) {
          parts.addObject().put("text", step.forModel());
        }
        boolean first = true;
        for (ToolCall call : step.calls()) {
          names.put(call.id(), call.name());
          add(call, first, parts.addObject());
          first = false;
        }
      }
      case Message.ToolResult result -> {
        ObjectNode response = parts.addObject().putObject("functionResponse");
        response.put("name", names.getOrDefault(result.callId(), "unknown"));
        response.putObject("response").put("result", result.forModel());
      }
    }
  }

  private void add(ToolCall call, boolean first, ObjectNode part) {
    part.putObject("functionCall").put("name", call.name()).set("args", object(call.arguments()));
    Optional<String> signature = Thoughts.of(call, settings.provider()).map(Signature::read);
    if (signature.isPresent()) {
      signature.filter(own -> !own.isEmpty()).ifPresent(own -> part.put("thoughtSignature", own));
    } else if (first) {
      part.put("thoughtSignature", FOREIGN_SIGNATURE);
    }
  }

  private static JsonNode object(String json) {
    try {
      return JSON.readTree(json) instanceof ObjectNode object ? object : JSON.createObjectNode();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The arguments or the parameters of a tool are no JSON object.", e);
    }
  }
}
